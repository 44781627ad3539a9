package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules that a row keeps by itself, and those that it keeps among the rows of its table.
 *
 * <p>Unlike in SQLite, no column of a primary key may be NULL, since the key is what names a row to
 * other replicas.
 */
final class Constraints {
    private final Environment environment;

    Constraints(Environment environment) {
        this.environment = environment;
    }

    /**
     * The row as its columns store it. Fails with SCHEMA if it has not one cell for each column.
     */
    Row converted(Table table, Row row) {
        requireWidth(table, row);
        Value[] cells = new Value[row.size()];
        for (int i = 0; i < cells.length; i++) {
            Column column = table.columns().get(i);
            boolean any = table.strict() && column.type().text().equalsIgnoreCase("ANY");
            cells[i] = any ? row.at(i) : column.type().affinity().apply(row.at(i));
        }
        return Row.owned(cells);
    }

    private static void requireWidth(Table table, Row row) {
        if (row.size() != table.columns().size()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "table " + table.name() + " has " + table.columns().size()
                            + " columns but the row has " + row.size(),
                    table.name(),
                    null);
        }
    }

    /** Fails unless {@code cells} is a row of the table that has that key. */
    void requireKey(Table table, Key key, Row cells) {
        requireWidth(table, cells);
        requireKeyType(table, cells);
        if (!table.keyOf(cells).equals(key)) {
            throw Incorrect.at(
                    ErrorCode.PRIMARY_KEY,
                    "the key " + key + " is not that of the row, " + table.keyOf(cells),
                    table.name(),
                    null);
        }
    }

    /** Fails with WRONG_TYPE if the key is to be an integer and is none. */
    private static void requireKeyType(Table table, Row row) {
        PrimaryKey primary = table.primaryKey();
        if (primary.automatic()) {
            int position = primary.columns().get(0);
            if (row.at(position).type() != ValueType.INTEGER) {
                String column = table.columns().get(position).name();
                throw Incorrect.at(
                        ErrorCode.WRONG_TYPE,
                        "datatype mismatch: " + table.name() + "." + column
                                + " is an INTEGER PRIMARY KEY and cannot be "
                                + row.at(position).toSql(),
                        table.name(),
                        column);
            }
        }
    }

    /** Fails with the rule that the row breaks: the type of its key, NOT NULL, STRICT or CHECK. */
    void requireSound(Table table, Row row) {
        requireKeyType(table, row);
        for (int i = 0; i < row.size(); i++) {
            Column column = table.columns().get(i);
            boolean required = column.notNull() || table.primaryKey().columns().contains(i);
            if (required && row.at(i).isNull()) {
                throw Incorrect.at(
                        ErrorCode.NOT_NULL,
                        "NOT NULL constraint failed: " + table.name() + "." + column.name(),
                        table.name(),
                        column.name());
            }
            if (table.strict()) {
                column.type().requireStrict(row.at(i), table.name(), column.name());
            }
        }
        for (Check check : table.checks()) {
            requireTrue(table, check, row);
        }
    }

    /** Fails with PRIMARY_KEY if the key is taken. */
    void requireFree(TableData table, Key key, long version) {
        if (table.get(key, version) != null) {
            Table structure = table.structure();
            String columns = names(structure, structure.primaryKey().columns());
            throw Incorrect.at(
                    ErrorCode.PRIMARY_KEY,
                    "PRIMARY KEY constraint failed: " + columns + " = " + key + " exists",
                    structure.name(),
                    structure
                            .columns()
                            .get(structure.primaryKey().columns().get(0))
                            .name());
        }
    }

    /**
     * Fails with UNIQUE if a row other than {@code self} has the same values in the columns of a
     * unique index.
     */
    void requireUnique(TableData table, Row cells, @Nullable Key self, long version) {
        for (SecondaryIndex index : table.indexes()) {
            if (index.definition().unique() && index.clash(cells, self, version) != null) {
                throw duplicate(table.structure(), index, cells);
            }
        }
    }

    /** Fails with UNIQUE if two rows have the same values in the columns of a unique index. */
    void requireUnique(TableData table, SecondaryIndex index, long version) {
        Scan rows = table.scan(Range.ALL, version);
        while (rows.next()) {
            if (index.clash(rows.image().cells(), rows.key(), version) != null) {
                throw duplicate(table.structure(), index, rows.image().cells());
            }
        }
    }

    private static Incorrect duplicate(Table table, SecondaryIndex index, Row cells) {
        List<Integer> columns = ColumnOrder.of(index.definition()).columns();
        return Incorrect.at(
                ErrorCode.UNIQUE,
                "UNIQUE constraint failed: " + names(table, columns) + " = "
                        + index.entries().order().valuesOf(cells) + " exists",
                table.name(),
                table.columns().get(columns.get(0)).name());
    }

    private void requireTrue(Table table, Check check, Row row) {
        Value result = check.condition().evaluate(row, environment);
        if (!result.isNull() && number(result) == 0) {
            String where =
                    check.column() == null ? table.name() : table.name() + "." + check.column();
            throw Incorrect.at(
                    ErrorCode.CHECK,
                    "CHECK constraint failed: " + where + ": " + check.label(),
                    table.name(),
                    check.column());
        }
    }

    // As SQLite does, reads texts and blobs as far as they are a number.
    private static double number(Value value) {
        return switch (value.type()) {
            case NULL -> 0;
            case INTEGER, REAL -> value.asDouble();
            case TEXT -> NumericText.prefix(value.asText()).asDouble();
            case BLOB ->
                NumericText.prefix(new String(value.asBytes().toArray(), StandardCharsets.UTF_8))
                        .asDouble();
        };
    }

    private static String names(Table table, List<Integer> columns) {
        return columns.stream()
                .map(column -> table.name() + "." + table.columns().get(column).name())
                .collect(Collectors.joining(", "));
    }
}
