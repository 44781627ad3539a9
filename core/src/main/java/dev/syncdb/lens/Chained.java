package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.HashSet;
import java.util.Set;

/** A conversion of a row that is itself made of another one; only what it reads of it is made. */
record Chained(Conversion outer, Projection inner, Set<Integer> reads) implements Conversion {
    Chained {
        reads = Set.copyOf(reads);
    }

    /** What {@code outer} makes of the rows that {@code inner} makes. */
    static Chained of(Conversion outer, Projection inner) {
        Set<Integer> reads = new HashSet<>();
        for (int column : outer.reads()) {
            reads.addAll(inner.reads(column));
        }
        return new Chained(outer, inner, reads);
    }

    @Override
    public String sql() {
        return outer.sql();
    }

    @Override
    public Value evaluate(Row row, Environment environment) {
        return outer.evaluate(between(row, environment), environment);
    }

    @Override
    public boolean fails(Row row, Environment environment) {
        for (int column : outer.reads()) {
            if (inner.fails(column, row, environment)) {
                return true;
            }
        }
        return outer.fails(between(row, environment), environment);
    }

    private Row between(Row row, Environment environment) {
        return inner.of(row, outer.reads(), environment);
    }
}
