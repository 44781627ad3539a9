package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.value.Row;

import java.util.Set;

/**
 * What a column holds if it is computed from the row of another table. It always has a value that
 * the column could have stored: a value is converted by the column's affinity, and where the
 * formula fails, or has a value that the column does not take (NULL against NOT NULL, another type
 * in a STRICT table), the column's default stands in, or NULL where there is none. {@link #fails}
 * tells such a row from others. So it never throws.
 */
public interface Conversion extends Formula {
    /** Positions, in the row it is given, of all columns on which its value depends. */
    Set<Integer> reads();

    /** True if there is no value for {@code row}, so that the default stands in for it. */
    boolean fails(Row row, Environment environment);

    /**
     * What {@code column} holds if {@code formula} is written to it.
     *
     * @param strict true if the column's table is STRICT
     * @param reads positions of the columns that the formula reads
     */
    static Conversion into(Column column, boolean strict, Formula formula, Set<Integer> reads) {
        return new Written(column, strict, formula, reads);
    }

    /**
     * What {@code column} holds if a cell of the other row is written to it.
     *
     * @param strict true if the column's table is STRICT
     * @param name the name of the other row's column
     * @param position its position
     */
    static Conversion copy(Column column, boolean strict, String name, int position) {
        return new Written(column, strict, new Copy(name, position), Set.of(position));
    }
}
