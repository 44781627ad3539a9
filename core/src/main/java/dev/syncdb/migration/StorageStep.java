package dev.syncdb.migration;

import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.TableLens;
import dev.syncdb.migration.StoredVersions.Shown;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sql.syntax.DefinitionText;
import dev.syncdb.value.Collation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the stored tables of one more version from those there are, and the statements that do so.
 * A column keeps its place as long as its table's own columns keep their order, so that no row is
 * touched. Used once.
 */
final class StorageStep {
    private final SchemaCompiler compiler = new SchemaDefinition();
    private final List<String> statements = new ArrayList<>();
    private final Map<Integer, StoredTable> tables = new LinkedHashMap<>();
    private final List<List<Shown>> shown = new ArrayList<>();
    private Schema schema = Schema.EMPTY;

    private StorageStep() {}

    /** Makes the tables of the first version. */
    static StorageStep founding(Schema first) {
        StorageStep step = new StorageStep();
        List<Shown> all = new ArrayList<>();
        first.tables().forEach(table -> all.add(step.create(table)));
        step.shown.add(all);
        return step;
    }

    /**
     * Goes on from tables that there are.
     *
     * @param tables by number
     * @param shown of each version
     */
    static StorageStep of(
            Schema schema, Map<Integer, StoredTable> tables, List<List<Shown>> shown) {
        StorageStep step = new StorageStep();
        step.schema = schema;
        step.tables.putAll(tables);
        step.shown.addAll(shown);
        return step;
    }

    Schema schema() {
        return schema;
    }

    Map<Integer, StoredTable> tables() {
        return tables;
    }

    List<List<Shown>> shown() {
        return shown;
    }

    List<String> statements() {
        return statements;
    }

    /**
     * Adds a version.
     *
     * @param number of the version before
     * @param lens from that to this one
     */
    void take(int number, Lens lens) {
        Map<String, Shown> before = new HashMap<>();
        shown.get(shown.size() - 1)
                .forEach(each -> before.put(Names.fold(each.table().name()), each));
        for (Table table : lens.went()) {
            Shown gone = before.get(Names.fold(table.name()));
            if (gone != null) {
                retire(gone, number);
            }
        }
        List<Shown> all = new ArrayList<>();
        for (Table table : lens.newer().tables()) {
            TableLens same = lens.ofNewer(table.name());
            Shown older =
                    same == null ? null : before.get(Names.fold(same.older().name()));
            all.add(same == null || older == null ? create(table) : change(older, same, number));
        }
        shown.add(all);
    }

    private Shown create(Table table) {
        define(table.sql());
        createdIndexes(table).forEach(this::define);
        List<StoredColumn> columns = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            columns.add(new StoredColumn(i, null));
            ids.add(i);
        }
        int number = tables.size();
        tables.put(number, new StoredTable(schema.table(table.name()), columns));
        return new Shown(table, number, ids);
    }

    /** The table is kept for the versions that have it. */
    private void retire(Shown gone, int number) {
        StoredTable stored = stored(gone);
        for (Index index : stored.table().indexes()) {
            if (index.sql() != null) {
                define("DROP INDEX " + quoted(index.name()));
            }
        }
        String name = StoredVersions.atticName(number, stored.table().name());
        define("ALTER TABLE " + quoted(stored.table().name()) + " RENAME TO " + quoted(name));
        tables.put(gone.stored(), new StoredTable(schema.table(name), stored.columns()));
    }

    private Shown change(Shown older, TableLens lens, int number) {
        StoredTable stored = stored(older);
        List<Integer> ids = ids(older, lens, stored);
        List<StoredColumn> columns = new StoredOrder(stored, ids, number).columns(lens.newer());
        String sql = sql(lens.newer(), ids, columns);
        List<String> indexes = createdIndexes(lens.newer());
        boolean same =
                sql.equals(stored.table().sql()) && indexes.equals(createdIndexes(stored.table()));
        if (!same) {
            replace(stored, columns, sql, indexes);
        }
        Table table = schema.table(lens.newer().name());
        tables.put(older.stored(), new StoredTable(table, columns));
        return new Shown(lens.newer(), older.stored(), ids);
    }

    /** For each column of the newer table which stored one it is; new ones get an id. */
    private static List<Integer> ids(Shown older, TableLens lens, StoredTable stored) {
        int next = 0;
        for (StoredColumn column : stored.columns()) {
            next = Math.max(next, column.id() + 1);
        }
        Set<Integer> taken = new HashSet<>();
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < lens.up().size(); i++) {
            int id = lens.up().get(i) instanceof Source.Same same
                    ? older.columns().get(same.column())
                    : computed(lens.newer().columns().get(i), older);
            ids.add(id < 0 || !taken.add(id) ? next++ : id);
        }
        return ids;
    }

    /** The id of a generated column that the version before had, too; else -1. */
    private static int computed(Column column, Shown older) {
        int before = column.isGenerated() ? older.table().indexOf(column.name()) : -1;
        return before >= 0 && older.table().columns().get(before).isGenerated()
                ? older.columns().get(before)
                : -1;
    }

    /** The newer table's own text, with the definitions of what is kept for older versions. */
    private static String sql(Table newer, List<Integer> ids, List<StoredColumn> columns) {
        DefinitionText text = DefinitionText.of(newer.sql());
        List<String> own = text.columns();
        List<String> definitions = new ArrayList<>();
        for (StoredColumn column : columns) {
            int position = ids.indexOf(column.id());
            if (column.attic() != null) {
                definitions.add(column.attic());
            } else if (position < own.size()) {
                definitions.add(own.get(position));
            }
        }
        return definitions.equals(own) ? newer.sql() : text.withColumns(definitions);
    }

    private void replace(
            StoredTable stored, List<StoredColumn> columns, String sql, List<String> indexes) {
        StringBuilder statement = new StringBuilder("ALTER TABLE ")
                .append(quoted(stored.table().name()))
                .append(" REPLACE (");
        for (int i = 0; i < columns.size(); i++) {
            int source = stored.position(columns.get(i).id());
            statement.append(i == 0 ? "" : ", ").append(source < 0 ? "NULL" : source);
        }
        statement.append(") WITH ").append(literal(sql));
        indexes.forEach(index -> statement.append(", ").append(literal(index)));
        define(statement.toString());
    }

    private void define(String statement) {
        schema = compiler.apply(schema, statement);
        statements.add(statement);
    }

    private StoredTable stored(Shown shown) {
        StoredTable stored = tables.get(shown.stored());
        if (stored == null) {
            throw new IllegalStateException("a version shows a table that is not stored");
        }
        return stored;
    }

    static List<String> createdIndexes(Table table) {
        List<String> created = new ArrayList<>();
        for (Index index : table.indexes()) {
            String sql = index.sql();
            if (sql != null) {
                created.add(sql);
            }
        }
        return created;
    }

    /** What is left of the definition of a column that only older versions have. */
    static String atticDefinition(Column column, int version) {
        String collation =
                column.collation() == Collation.BINARY ? "" : " COLLATE " + column.collation();
        return quoted(StoredVersions.atticName(version, column.name())) + " "
                + column.type().text() + collation;
    }

    static String quoted(@Nullable String name) {
        return "\"" + String.valueOf(name).replace("\"", "\"\"") + "\"";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
