package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Affinity;
import dev.syncdb.value.Value;

import java.util.List;

/** A side of a comparison as it is compared. */
record Converted(Term operand, Affinity target) implements Term {
    @Override
    public Value value(Frame frame) {
        return Comparison.convert(operand.value(frame), target);
    }

    @Override
    public int parameter() {
        return operand.parameter();
    }

    @Override
    public List<Term> operands() {
        return List.of(operand);
    }
}
