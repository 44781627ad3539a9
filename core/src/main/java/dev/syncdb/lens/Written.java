package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** What a column holds once a formula's value was written to it. */
record Written(Column column, boolean strict, Formula formula, Set<Integer> reads)
        implements Conversion {
    private static final Row NO_CELLS = Row.of();

    Written {
        reads = Set.copyOf(reads);
    }

    @Override
    public String sql() {
        return formula.sql();
    }

    @Override
    public Value evaluate(Row row, Environment environment) {
        Value value = taken(row, environment);
        return value == null ? initial(column, column.defaultValue(), environment) : value;
    }

    @Override
    public boolean fails(Row row, Environment environment) {
        return taken(row, environment) == null;
    }

    /**
     * What {@code column} holds in a row that is given nothing for it: the value of
     * {@code formula}, or NULL if there is none or it fails.
     */
    static Value initial(Column column, @Nullable Formula formula, Environment environment) {
        Value value = formula == null ? null : value(column, formula, NO_CELLS, environment);
        return value == null ? Value.NULL : value;
    }

    /** The value, or null if there is none that the column takes. */
    private @Nullable Value taken(Row row, Environment environment) {
        Value value = value(column, formula, row, environment);
        return value == null || refuses(value) ? null : value;
    }

    private boolean refuses(Value value) {
        if (value.isNull()) {
            return column.notNull();
        }
        return strict && !column.type().isStrictly(value);
    }

    private static @Nullable Value value(
            Column column, Formula formula, Row row, Environment environment) {
        try {
            return column.type().affinity().apply(formula.evaluate(row, environment));
        } catch (Incorrect | ArithmeticException noValue) {
            return null;
        }
    }
}
