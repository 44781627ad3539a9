package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import java.util.List;
import java.util.StringJoiner;

/** Operations as statements of SQL, for people to read, edit and run again. Pure. */
final class OperationText {
    private OperationText() {}

    /** One statement a line. */
    static String of(List<Change> operations, Schema schema) {
        StringJoiner lines = new StringJoiner("\n");
        for (Change operation : operations) {
            lines.add(of(operation, schema));
        }
        return lines.toString();
    }

    private static String of(Change operation, Schema schema) {
        RowName row =
                operation instanceof Change.Expect expect ? expect.row() : operation.changed();
        Table table = row == null ? null : schema.find(row.table());
        if (row == null || table == null) {
            // A damaged replica may have lost its tables, until they are fetched again.
            return operation.toString();
        }
        if (operation instanceof Change.Insert insert) {
            return insert(table, insert.image().cells());
        }
        if (operation instanceof Change.Expect expect) {
            return "EXPECT SELECT " + columns(table, expect.cells()) + " FROM " + name(table.name())
                    + where(row, table);
        }
        if (operation instanceof Change.Update update) {
            StringJoiner sets = new StringJoiner(", ");
            for (Cell cell : update.cells()) {
                sets.add(column(table, cell.column()) + " = " + cell.after().toSql());
            }
            return "UPDATE " + name(table.name()) + " SET " + sets + where(row, table);
        }
        return "DELETE FROM " + name(table.name()) + where(row, table);
    }

    private static String columns(Table table, List<Cell> cells) {
        StringJoiner columns = new StringJoiner(", ");
        cells.forEach(cell -> columns.add(column(table, cell.column())));
        return columns.toString();
    }

    private static String insert(Table table, Row cells) {
        StringJoiner columns = new StringJoiner(", ", "(", ")");
        StringJoiner values = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < cells.size(); i++) {
            if (!table.columns().get(i).isGenerated()) {
                columns.add(column(table, i));
                values.add(cells.at(i).toSql());
            }
        }
        return "INSERT INTO " + name(table.name()) + columns + " VALUES " + values + ";";
    }

    private static String where(RowName row, Table table) {
        StringJoiner equal = new StringJoiner(" AND ", " WHERE ", ";");
        List<Integer> columns = table.primaryKey().columns();
        for (int i = 0; i < columns.size(); i++) {
            String value = row.key().values().at(i).toSql();
            equal.add(column(table, columns.get(i)) + " = " + value);
        }
        return equal.toString();
    }

    private static String column(Table table, int position) {
        return name(table.columns().get(position).name());
    }

    private static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
