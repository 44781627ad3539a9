package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Which heap each table of a changed schema has: that of the table it was before, with more columns
 * behind the others if need be, or a new one, to which its rows are to be moved. Immutable.
 */
final class TableHeaps {
    private final Catalog before;
    private final @Nullable Alteration alteration;
    private final Environment environment;

    /** @param alteration null for what is no ALTER */
    TableHeaps(Catalog before, @Nullable Alteration alteration, Environment environment) {
        this.before = before;
        this.alteration = alteration;
        this.environment = environment;
    }

    /** What the table was before, or null if it was not there. */
    @Nullable
    TableData before(Table next) {
        if (alteration == null || !isAltered(next)) {
            return before.find(next.name());
        }
        return before.find(alteration.before());
    }

    /** The heap of a table that was there. Fails with UNSUPPORTED if its rows do not fit. */
    Heap after(TableData present, Table next, long seed) {
        if (!isAltered(next)) {
            requireSameColumns(present.structure(), next);
            return present.heap();
        }
        if (!keepsRows(present.structure(), next)) {
            KeyColumns keys = KeyColumns.of(next, seed);
            return Heap.empty(next, present.heap().identity().moved(keys));
        }
        int columns = present.structure().columns().size();
        int added = next.columns().size() - columns;
        if (added == 0) {
            return present.heap();
        }
        Value[] cells = new Value[added];
        for (int i = 0; i < added; i++) {
            cells[i] = initial(next.columns().get(columns + i), environment);
        }
        return present.heap().extended(Row.owned(cells));
    }

    /** What rows that were there before a column have in it. */
    static Value initial(Column column, Environment environment) {
        Formula formula = column.isGenerated() ? null : column.defaultValue();
        return formula == null
                ? Value.NULL
                : column.type().affinity().apply(formula.evaluate(Row.of(), environment));
    }

    private boolean isAltered(Table next) {
        return alteration != null && Names.equal(alteration.after(), next.name());
    }

    private boolean keepsRows(Table present, Table next) {
        int columns = present.columns().size();
        List<Column> added = next.columns()
                .subList(
                        Math.min(columns, next.columns().size()), next.columns().size());
        return alteration != null
                && alteration.keepsPlaces(columns)
                && present.primaryKey().columns().equals(next.primaryKey().columns())
                && added.stream().noneMatch(Column::isGenerated);
    }

    /** A new name of one table or column shows in the statements of others, but not in rows. */
    private void requireSameColumns(Table present, Table next) {
        boolean same = alteration == null
                ? present.sql().equals(next.sql())
                : present.columns().size() == next.columns().size()
                        && present.primaryKey().equals(next.primaryKey());
        if (!same) {
            String message = "the columns of table " + next.name() + " cannot be changed";
            throw Incorrect.at(ErrorCode.UNSUPPORTED, message, next.name(), null);
        }
    }
}
