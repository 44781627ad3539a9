package dev.syncdb.lab.migrations;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows for any version of one database. In every table half of the cells, and all that are part of
 * a key or a reference, hold a value that no other row has there; the others hold what the column
 * holds by default. A child refers to the parent of the same number. The same each time.
 */
public final class SampleRows {
    /** What SQL's functions are told in the defaults that ask. */
    private final Environment environment;

    /** Names of columns that tell rows apart in some version, folded, behind those of tables. */
    private final Set<String> distinct = new HashSet<>();

    /**
     * For the versions of one database.
     *
     * @param environment what defaults may ask
     */
    public SampleRows(List<Version> versions, Environment environment) {
        this.environment = environment;
        for (Version version : versions) {
            version.schema().tables().forEach(this::addDistinct);
        }
    }

    /** Rows of a table, with a cell for each column that can be written. */
    public List<Row> rows(Schema schema, Table table, int count) {
        List<Row> rows = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            List<Value> cells = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                Column column = table.columns().get(i);
                if (isWritten(column)) {
                    boolean own = (number + i) % 2 == 0 || distinct.contains(name(table, column));
                    Value value = own ? own(schema, table, column, number) : instead(column);
                    cells.add(column.type().affinity().apply(value));
                }
            }
            rows.add(Row.of(cells));
        }
        return rows;
    }

    /** What stands in a column of which nobody says what stands there. */
    public Value instead(Column column) {
        Formula given = column.defaultValue();
        Value value = given == null ? Value.NULL : given.evaluate(Row.of(List.of()), environment);
        return value.isNull() && column.notNull() ? zero(column.type().affinity()) : value;
    }

    /** The columns of a table that can be written, in order. */
    public static List<Column> written(Table table) {
        return table.columns().stream().filter(SampleRows::isWritten).toList();
    }

    private static boolean isWritten(Column column) {
        return !column.hidden() && !column.isGenerated();
    }

    private void addDistinct(Table table) {
        for (int position : table.primaryKey().columns()) {
            distinct.add(name(table, table.columns().get(position)));
        }
        for (Index index : table.indexes()) {
            for (IndexColumn column : index.unique() ? index.columns() : List.<IndexColumn>of()) {
                distinct.add(name(table, table.columns().get(column.column())));
            }
        }
        for (ForeignKey key : table.foreignKeys()) {
            key.columns().forEach(at -> distinct.add(name(table, table.columns().get(at))));
        }
    }

    private Value own(Schema schema, Table table, Column column, int number) {
        Column origin = column;
        Table owner = table;
        // A parent may be a child of another, and a row its own parent.
        for (int i = 0; i <= schema.tables().size(); i++) {
            Table parent = parent(schema, owner, origin);
            if (parent == null) {
                break;
            }
            origin = parentColumn(owner, origin, parent);
            owner = parent;
        }
        int salt = Math.floorMod(name(owner, origin).hashCode(), 1_000);
        return switch (origin.type().affinity()) {
            case INTEGER, NUMERIC -> Value.of((long) (number + 1) * 1_000 + salt);
            case REAL -> Value.of(number + 0.25 + salt);
            case TEXT ->
                Value.of(number % 3 == 0 ? "00" + (number + 1) : origin.name() + " ✓ " + number);
            case BLOB -> Value.of(Bytes.owned(new byte[] {(byte) (number >> 8), (byte) number}));
        };
    }

    private static @Nullable Table parent(Schema schema, Table table, Column column) {
        ForeignKey key = reference(table, column);
        return key == null ? null : schema.find(key.parentTable());
    }

    private static @Nullable ForeignKey reference(Table table, Column column) {
        int position = table.position(column.name());
        for (ForeignKey key : table.foreignKeys()) {
            if (key.columns().contains(position)) {
                return key;
            }
        }
        return null;
    }

    private static Column parentColumn(Table table, Column column, Table parent) {
        ForeignKey key = reference(table, column);
        int place = key == null ? 0 : key.columns().indexOf(table.position(column.name()));
        int position = key == null || key.parentColumns().isEmpty()
                ? parent.primaryKey().columns().get(place)
                : parent.position(key.parentColumns().get(place));
        return parent.columns().get(position);
    }

    private static String name(Table table, Column column) {
        return Names.fold(table.name()) + "." + Names.fold(column.name());
    }

    private static Value zero(Affinity affinity) {
        return switch (affinity) {
            case INTEGER, NUMERIC -> Value.of(0L);
            case REAL -> Value.of(0.0);
            case TEXT -> Value.of("");
            case BLOB -> Value.of(Bytes.owned(new byte[0]));
        };
    }
}
