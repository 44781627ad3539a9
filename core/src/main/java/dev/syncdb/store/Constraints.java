package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** The rules that a row keeps among the rows of its table: its key, and UNIQUE. Stateless. */
final class Constraints {
    private Constraints() {}

    /** Fails unless {@code cells} is a row of the table that has that key. */
    static void requireKey(TableData table, Key key, Row cells) {
        table.rules().requireWidth(cells);
        table.rules().requireKeyType(cells);
        Key own = table.key().keyOf(cells);
        if (!own.equals(key)) {
            throw Incorrect.at(
                    ErrorCode.PRIMARY_KEY,
                    "the key " + key + " is not that of the row, " + own,
                    table.structure().name(),
                    null);
        }
    }

    /** Fails with PRIMARY_KEY if a row has the place of another one. */
    static void requireFree(TableData table, @Nullable RowHead place) {
        if (place != null && RowVersion.liveOf(place.newest()) != null) {
            Table structure = table.structure();
            List<Integer> columns = structure.primaryKey().columns();
            throw Incorrect.at(
                    ErrorCode.PRIMARY_KEY,
                    "PRIMARY KEY constraint failed: " + names(structure, columns) + " = "
                            + place.key() + " exists",
                    structure.name(),
                    structure.columns().get(columns.get(0)).name());
        }
    }

    /**
     * Fails with UNIQUE if a row other than {@code self} has the same values in the columns of a
     * unique index.
     */
    static void requireUnique(TableView table, Row cells, @Nullable RowHead self) {
        for (SecondaryIndex index : table.table().indexes()) {
            if (index.definition().unique() && table.clash(index, cells, self) != null) {
                throw duplicate(table.table().structure(), index, cells);
            }
        }
    }

    /** Fails with UNIQUE if two rows have the same values in the columns of a unique index. */
    static void requireUnique(TableView table, SecondaryIndex index) {
        TreeScan rows = table.scan(Range.ALL);
        while (rows.next()) {
            if (table.clash(index, rows.row(), rows.head()) != null) {
                throw duplicate(table.table().structure(), index, rows.row());
            }
        }
    }

    private static Incorrect duplicate(Table table, SecondaryIndex index, Row cells) {
        List<Integer> columns = ColumnOrder.of(index.definition()).columns();
        return Incorrect.at(
                ErrorCode.UNIQUE,
                "UNIQUE constraint failed: " + names(table, columns) + " = "
                        + index.order().valuesOf(cells) + " exists",
                table.name(),
                table.columns().get(columns.get(0)).name());
    }

    private static String names(Table table, List<Integer> columns) {
        return columns.stream()
                .map(column -> table.name() + "." + table.columns().get(column).name())
                .collect(Collectors.joining(", "));
    }
}
