package dev.syncdb.store;

import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an ALTER makes of a table, for tests, which have no SQL yet. Formulas must not read columns
 * that move.
 *
 * @param before its name before
 * @param sources see {@link Alteration}
 */
record Altered(String before, Table table, List<Integer> sources) {
    static Altered renamed(Schema schema, String before, String after) {
        Table table = schema.table(before);
        Altered renamed = of(table, after, table.indexes(), table.sql());
        return new Altered(before, renamed.other(renamed.table()), renamed.sources());
    }

    static Altered renamedColumn(Schema schema, String table, int position, String name) {
        Table before = schema.table(table);
        List<Column> columns = new ArrayList<>(before.columns());
        Column old = columns.get(position);
        columns.set(
                position,
                new Column(
                        name,
                        old.type(),
                        old.collation(),
                        old.notNull(),
                        old.defaultValue(),
                        old.generation(),
                        old.hidden()));
        return of(before, columns, same(columns.size()));
    }

    /** A column comes at a position; the others move behind it. */
    static Altered added(Schema schema, String table, int position, Column column) {
        Table before = schema.table(table);
        List<Column> columns = new ArrayList<>(before.columns());
        columns.add(position, column);
        List<Integer> sources = new ArrayList<>(same(before.columns().size()));
        sources.add(position, Alteration.NEW);
        return of(before, columns, sources);
    }

    static Altered dropped(Schema schema, String table, int position) {
        Table before = schema.table(table);
        List<Column> columns = new ArrayList<>(before.columns());
        columns.remove(position);
        List<Integer> sources = new ArrayList<>(same(before.columns().size()));
        sources.remove(position);
        return of(before, columns, sources);
    }

    /** The same columns in another order. */
    static Altered arranged(Schema schema, String table, Integer... sources) {
        Table before = schema.table(table);
        List<Column> columns = new ArrayList<>();
        for (int source : sources) {
            columns.add(before.columns().get(source));
        }
        return of(before, columns, List.of(sources));
    }

    /** With one more rule. */
    Altered with(Check check) {
        List<Check> checks = new ArrayList<>(table.checks());
        checks.add(check);
        return new Altered(
                before,
                new Table(
                        table.name(),
                        table.columns(),
                        table.primaryKey(),
                        table.indexes(),
                        table.foreignKeys(),
                        checks,
                        table.strict(),
                        table.sql()),
                sources);
    }

    /** With one more foreign key. */
    Altered with(ForeignKey key) {
        List<ForeignKey> keys = new ArrayList<>(table.foreignKeys());
        keys.add(key);
        return new Altered(before, table(table, table.name(), keys), sources);
    }

    /** Another table of the schema: its foreign keys follow the name. */
    Table other(Table other) {
        List<ForeignKey> keys = new ArrayList<>();
        other.foreignKeys().forEach(key -> keys.add(following(key)));
        return keys.equals(other.foreignKeys()) ? other : table(other, other.name(), keys);
    }

    private ForeignKey following(ForeignKey key) {
        return !Names.equal(key.parentTable(), before)
                ? key
                : new ForeignKey(
                        key.columns(),
                        table.name(),
                        key.parentColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferred(),
                        key.orphans(),
                        key.tree());
    }

    private static Table table(Table table, String name, List<ForeignKey> keys) {
        return new Table(
                name,
                table.columns(),
                table.primaryKey(),
                table.indexes(),
                keys,
                table.checks(),
                table.strict(),
                table.sql());
    }

    /** The table with another name, other indexes and another statement. */
    static Altered of(Table table, String name, List<Index> indexes, String sql) {
        Table next = new Table(
                name,
                table.columns(),
                table.primaryKey(),
                indexes,
                table.foreignKeys(),
                table.checks(),
                table.strict(),
                sql);
        return new Altered(table.name(), next, same(table.columns().size()));
    }

    private static Altered of(Table before, List<Column> columns, List<Integer> sources) {
        PrimaryKey key = new PrimaryKey(
                places(before.primaryKey().columns(), sources),
                before.primaryKey().automatic(),
                before.primaryKey().neverReused());
        List<Index> indexes = new ArrayList<>();
        for (Index index : before.indexes()) {
            List<IndexColumn> moved = new ArrayList<>();
            for (IndexColumn column : index.columns()) {
                int place = sources.indexOf(column.column());
                moved.add(new IndexColumn(place, column.collation(), column.descending()));
            }
            indexes.add(new Index(index.name(), index.table(), moved, index.unique(), index.sql()));
        }
        List<ForeignKey> references = new ArrayList<>();
        for (ForeignKey each : before.foreignKeys()) {
            references.add(new ForeignKey(
                    places(each.columns(), sources),
                    each.parentTable(),
                    each.parentColumns(),
                    each.onDelete(),
                    each.onUpdate(),
                    each.deferred(),
                    each.orphans(),
                    each.tree()));
        }
        Table next = new Table(
                before.name(),
                columns,
                key,
                indexes,
                references,
                before.checks(),
                before.strict(),
                before.sql());
        return new Altered(before.name(), next, sources);
    }

    private static List<Integer> places(List<Integer> columns, List<Integer> sources) {
        return columns.stream().map(sources::indexOf).toList();
    }

    private static List<Integer> same(int columns) {
        return IntStream.range(0, columns).boxed().toList();
    }
}
