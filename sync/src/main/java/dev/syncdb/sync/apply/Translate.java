package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Value;

import java.util.List;

/**
 * Takes pushed operations into the server's schema and refuses what is not of it: unknown tables
 * and columns, values of another type or too long, whatever the client believed. Pure.
 */
public final class Translate {
    private Translate() {}

    /** Fails with {@code Incorrect} that names table and column. */
    public static List<Change> intoSchema(List<Change> operations, Schema schema) {
        for (Change operation : operations) {
            require(operation, schema);
        }
        return operations;
    }

    private static void require(Change operation, Schema schema) {
        if (operation instanceof Change.Insert insert) {
            requireInsert(insert, writable(insert.row(), schema));
        } else if (operation instanceof Change.Update update) {
            requireUpdate(update, writable(update.row(), schema));
        } else if (operation instanceof Change.Delete delete) {
            writable(delete.row(), schema);
        } else {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED, "a client cannot change the structure of a space");
        }
    }

    private static Table writable(RowName row, Schema schema) {
        Table table = schema.table(row.table());
        if (Schema.isInternal(table.name())) {
            throw Incorrect.at(
                    ErrorCode.FORBIDDEN,
                    "clients cannot write " + table.name(),
                    table.name(),
                    null);
        }
        if (row.key().values().size() != table.primaryKey().columns().size()) {
            throw Incorrect.at(
                    ErrorCode.MALFORMED_MESSAGE,
                    "a key of " + row.key().values().size() + " values for table " + table.name(),
                    table.name(),
                    null);
        }
        return table;
    }

    private static void requireInsert(Change.Insert insert, Table table) {
        int cells = insert.image().cells().size();
        if (cells != table.columns().size()) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    "a row of " + cells + " cells for table " + table.name() + " of "
                            + table.columns().size() + " columns",
                    table.name(),
                    null);
        }
        for (int i = 0; i < cells; i++) {
            requireType(insert.image().cells().at(i), table, table.columns().get(i));
        }
        if (!table.keyOf(insert.image().cells()).equals(insert.row().key())) {
            throw Incorrect.at(
                    ErrorCode.MALFORMED_MESSAGE,
                    "the key " + insert.row().key() + " is not that of its row",
                    table.name(),
                    null);
        }
    }

    private static void requireUpdate(Change.Update update, Table table) {
        for (Cell cell : update.cells()) {
            if (cell.column() >= table.columns().size()) {
                throw Incorrect.at(
                        ErrorCode.UNKNOWN_COLUMN,
                        "no column " + cell.column() + " in table " + table.name(),
                        table.name(),
                        null);
            }
            Column column = table.columns().get(cell.column());
            requireType(cell.after(), table, column);
            if (table.primaryKey().columns().contains(cell.column())) {
                throw Incorrect.at(
                        ErrorCode.MALFORMED_MESSAGE,
                        "a new primary key is a delete and an insert",
                        table.name(),
                        column.name());
            }
        }
    }

    private static void requireType(Value value, Table table, Column column) {
        ErrorCode refused = column.type().refuses(value);
        if (refused == null) {
            return;
        }
        String rule = refused == ErrorCode.TOO_LONG
                ? "is longer than " + column.type().text() + " allows"
                : "is " + value.type().sqlName() + ", not " + column.type().text();
        throw Incorrect.at(
                refused,
                "the value of " + table.name() + "." + column.name() + " " + rule,
                table.name(),
                column.name());
    }
}
