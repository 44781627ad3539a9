package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.NumericText;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The rules that a row of one table keeps by itself: types, generated columns, NOT NULL, STRICT,
 * CHECK. Immutable.
 *
 * <p>Unlike in SQLite, no column of a primary key may be NULL, since the key is what names a row to
 * other replicas.
 */
final class RowRules {
    private final Table table;
    private final Affinity[] affinities;
    private final boolean[] required;
    private final boolean strict;
    private final Check[] checks;
    private final int automaticKey;
    private final int[] generated;

    RowRules(Table table) {
        this.table = table;
        this.affinities = new Affinity[table.columns().size()];
        this.required = new boolean[affinities.length];
        this.strict = table.strict();
        this.checks = table.checks().toArray(new Check[0]);
        for (int i = 0; i < affinities.length; i++) {
            Column column = table.columns().get(i);
            affinities[i] = column.type().affinity();
            required[i] = column.notNull();
        }
        PrimaryKey key = table.primaryKey();
        key.columns().forEach(column -> required[column] = true);
        this.automaticKey = key.automatic() ? key.columns().get(0) : -1;
        this.generated =
                table.generatedColumns().stream().mapToInt(column -> column).toArray();
    }

    /**
     * The row as its columns store it, itself if it is so. Fails with SCHEMA unless it has a cell
     * for each column.
     */
    Row converted(Row row) {
        requireWidth(row);
        for (int i = 0; i < affinities.length; i++) {
            Value given = row.at(i);
            if (isOther(given, converted(i, given))) {
                return convertedFrom(row);
            }
        }
        return row;
    }

    private Row convertedFrom(Row row) {
        Value[] cells = new Value[affinities.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = converted(i, row.at(i));
        }
        return Row.owned(cells);
    }

    @SuppressWarnings("ReferenceEquality") // a value that is stored as it is comes back itself
    private static boolean isOther(Value given, Value converted) {
        return given != converted;
    }

    /** The value as that column stores it. */
    Value converted(int column, Value value) {
        return affinities[column].apply(value);
    }

    /** Fails with UNKNOWN_COLUMN unless the table has a column at that position. */
    void requireColumn(int column) {
        if (column < 0 || column >= affinities.length) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    "table " + table.name() + " has no column " + column + ", only "
                            + affinities.length,
                    table.name(),
                    null);
        }
    }

    /** True if there are generated columns. */
    boolean generates() {
        return generated.length > 0;
    }

    /** True if a key that is NULL is filled in. */
    boolean hasAutomaticKey() {
        return automaticKey >= 0;
    }

    /**
     * The row with what its generated columns compute from the others, whatever it held there; the
     * same object if it has none.
     */
    Row generated(Row row, Environment environment) {
        Row whole = row;
        for (int column : generated) {
            whole = whole.with(column, generated(column, whole, environment));
        }
        return whole;
    }

    private Value generated(int column, Row row, Environment environment) {
        Generation generation =
                Objects.requireNonNull(table.columns().get(column).generation());
        return converted(column, generation.formula().evaluate(row, environment));
    }

    /** Fails with SCHEMA if a generated column holds something else than it computes. */
    void requireGenerated(Row row, Environment environment) {
        for (int column : generated) {
            if (!row.sameAt(column, generated(column, row, environment))) {
                String name = table.columns().get(column).name();
                throw Incorrect.at(
                        ErrorCode.SCHEMA,
                        "generated column " + table.name() + "." + name + " holds "
                                + row.at(column).toSql() + ", which it does not compute",
                        table.name(),
                        name);
            }
        }
    }

    /** Fails with SCHEMA unless the row has a cell for each column. */
    void requireWidth(Row row) {
        if (row.size() != affinities.length) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "table " + table.name() + " has " + affinities.length
                            + " columns but the row has " + row.size(),
                    table.name(),
                    null);
        }
    }

    /** Fails with WRONG_TYPE if the key is to be an integer and is none. */
    void requireKeyType(Row row) {
        if (automaticKey >= 0 && row.typeAt(automaticKey) != ValueType.INTEGER) {
            String column = table.columns().get(automaticKey).name();
            throw Incorrect.at(
                    ErrorCode.WRONG_TYPE,
                    "datatype mismatch: " + table.name() + "." + column
                            + " is an INTEGER PRIMARY KEY and cannot be "
                            + row.at(automaticKey).toSql(),
                    table.name(),
                    column);
        }
    }

    /** Fails with the rule that the row breaks: the type of its key, NOT NULL, STRICT or CHECK. */
    void requireSound(Row row, Environment environment) {
        requireKeyType(row);
        for (int i = 0; i < required.length; i++) {
            requireNotNull(row, i);
        }
        for (int i = 0; strict && i < required.length; i++) {
            requireStrict(row, i);
        }
        requireChecks(row, environment);
    }

    /**
     * As {@link #requireSound(Row, Environment)}, for a row in which nothing but these columns has
     * changed. As in SQLite, what is wrong with others is not found then, but by a CHECK.
     */
    void requireSound(Row row, int[] changed, Environment environment) {
        requireKeyType(row);
        for (int column : changed) {
            requireNotNull(row, column);
        }
        for (int i = 0; strict && i < changed.length; i++) {
            requireStrict(row, changed[i]);
        }
        requireChecks(row, environment);
    }

    private void requireNotNull(Row row, int i) {
        if (required[i] && row.isNullAt(i)) {
            String column = table.columns().get(i).name();
            throw Incorrect.at(
                    ErrorCode.NOT_NULL,
                    "NOT NULL constraint failed: " + table.name() + "." + column,
                    table.name(),
                    column);
        }
    }

    private void requireStrict(Row row, int i) {
        Column column = table.columns().get(i);
        column.type().requireStrict(row.at(i), table.name(), column.name());
    }

    private void requireChecks(Row row, Environment environment) {
        for (Check check : checks) {
            requireTrue(check, row, environment);
        }
    }

    private void requireTrue(Check check, Row row, Environment environment) {
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
}
