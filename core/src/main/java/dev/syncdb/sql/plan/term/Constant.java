package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Value;

import java.util.List;

/** A literal. */
public record Constant(Value value) implements Term {
    @Override
    public Value value(Frame frame) {
        return value;
    }

    @Override
    public List<Term> operands() {
        return List.of();
    }
}
