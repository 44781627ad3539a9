package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Column.Generation;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes down tables for tests, which have no SQL yet. Its statement is {@code CREATE TABLE name}.
 */
final class TableBuilder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private PrimaryKey primaryKey = new PrimaryKey(List.of(0), false, false);
    private boolean strict;

    private TableBuilder(String name) {
        this.name = name;
    }

    static TableBuilder table(String name) {
        return new TableBuilder(name);
    }

    /** A table whose first column is {@code id INTEGER PRIMARY KEY}. */
    static TableBuilder numbered(String name) {
        return table(name).column("id", "INTEGER").automatic(false);
    }

    TableBuilder column(String column, String type) {
        return column(column, type, Collation.BINARY, false);
    }

    TableBuilder column(String column, String type, Collation collation, boolean notNull) {
        columns.add(
                new Column(column, DeclaredType.of(type), collation, notNull, null, null, false));
        return this;
    }

    /** A column of a STRICT table that takes everything as it is. */
    TableBuilder any(String column) {
        DeclaredType type = DeclaredType.ofStrict("ANY");
        columns.add(new Column(column, type, Collation.BINARY, false, null, null, false));
        return this;
    }

    TableBuilder columnWithDefault(String column, String type, Value value) {
        Formula formula = formula("default", row -> value);
        columns.add(new Column(
                column, DeclaredType.of(type), Collation.BINARY, false, formula, null, false));
        return this;
    }

    /** A column that is computed from others. */
    TableBuilder generated(
            String column, String type, Set<Integer> reads, Function<Row, Value> body) {
        Generation generation = new Generation(formula(column, body), reads, true);
        column(column, type);
        columns.set(columns.size() - 1, columns.get(columns.size() - 1).generatedBy(generation));
        return this;
    }

    TableBuilder rowid() {
        columns.add(new Column(
                Column.ROWID,
                DeclaredType.of("INTEGER"),
                Collation.BINARY,
                false,
                null,
                null,
                true));
        primaryKey = new PrimaryKey(List.of(columns.size() - 1), true, false);
        return this;
    }

    TableBuilder key(Integer... positions) {
        primaryKey = new PrimaryKey(List.of(positions), false, false);
        return this;
    }

    TableBuilder automatic(boolean neverReused) {
        primaryKey = new PrimaryKey(List.of(columns.size() - 1), true, neverReused);
        return this;
    }

    TableBuilder unique(String index, Integer... positions) {
        indexes.add(new Index(index, name, indexed(columns, positions), true, null));
        return this;
    }

    TableBuilder strict() {
        strict = true;
        return this;
    }

    TableBuilder check(String column, String text, Function<Row, Value> condition) {
        checks.add(new Check(null, column, formula(text, condition)));
        return this;
    }

    TableBuilder references(ForeignKey key) {
        foreignKeys.add(key);
        return this;
    }

    Table build() {
        return new Table(
                name,
                columns,
                primaryKey,
                indexes,
                foreignKeys,
                checks,
                strict,
                "CREATE TABLE " + name);
    }

    /** A catalog of one table. */
    static Catalog catalog(Table table) {
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), () -> 0);
        SchemaChange change = SchemaChange.to(Schema.EMPTY.with(table));
        return Catalog.empty(1).with(change, 1, environment);
    }

    /** The heap of a table that is the only one, or has that number. */
    static Heap heap(Table structure, long seed, int number) {
        KeyColumns keys = KeyColumns.of(structure, seed);
        return Heap.empty(structure, new TableIdentity(number, 0, keys));
    }

    /** Columns of an index by position; a negative one descends. */
    static List<IndexColumn> indexed(List<Column> columns, Integer... positions) {
        List<IndexColumn> indexed = new ArrayList<>();
        for (int position : positions) {
            Collation collation = columns.get(Math.abs(position)).collation();
            indexed.add(new IndexColumn(Math.abs(position), collation, position < 0));
        }
        return indexed;
    }

    static Formula formula(String text, Function<Row, Value> body) {
        return new Formula() {
            @Override
            public String sql() {
                return text;
            }

            @Override
            public Value evaluate(Row row, Environment environment) {
                return body.apply(row);
            }
        };
    }

    /** A foreign key of one column to the primary key of {@code parent}. */
    static ForeignKey toParent(
            int column, String parent, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {
        return new ForeignKey(
                List.of(column),
                parent,
                List.of(),
                onDelete,
                onUpdate,
                false,
                ForeignKey.Orphans.REJECT,
                false);
    }

    static Row row(Object... cells) {
        return Row.of(Arrays.stream(cells).map(TableBuilder::value).toArray(Value[]::new));
    }

    static Value value(Object cell) {
        if (cell == null) {
            return Value.NULL;
        }
        if (cell instanceof Integer) {
            return Value.of((int) cell);
        }
        if (cell instanceof Long) {
            return Value.of((long) cell);
        }
        if (cell instanceof Double) {
            return Value.of((double) cell);
        }
        return cell instanceof String ? Value.of((String) cell) : (Value) cell;
    }
}
