package dev.syncdb.store;

import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;

/** Runs CREATE and DROP within a transaction. Confined to the writer. */
final class Definitions {
    private final SchemaCompiler compiler;
    private final Workspace workspace;
    private final ForeignKeys foreignKeys;
    private final RowWriter rows;

    Definitions(
            SchemaCompiler compiler, Workspace workspace, ForeignKeys foreignKeys, RowWriter rows) {
        this.compiler = compiler;
        this.workspace = workspace;
        this.foreignKeys = foreignKeys;
        this.rows = rows;
    }

    void run(String sql) {
        Schema present = workspace.view().schema();
        Schema next = compiler.apply(present, sql);
        if (next == present) {
            // IF [NOT] EXISTS had nothing to do, and no log is to hear of it.
            return;
        }
        SequenceTable sequence = new SequenceTable(workspace);
        if (!sequence.exists() && countsUp(next)) {
            Schema first = compiler.apply(present, SequenceTable.SQL);
            workspace.define(SequenceTable.SQL, first);
            next = compiler.apply(first, sql);
        }
        for (TableData table : workspace.catalog().tables()) {
            String name = table.structure().name();
            if (next.find(name) == null) {
                empty(table);
                sequence.forget(name);
            }
        }
        Catalog before = workspace.catalog();
        workspace.define(sql, next);
        requireUnique(before);
    }

    /**
     * As SQLite does, a table that is dropped first loses its rows, under the rules of foreign
     * keys.
     */
    private void empty(TableData table) {
        if (foreignKeys.areParents(table)) {
            Scan all = workspace.frozen().table(table).steadyScan(Range.ALL, Orders.KEYS);
            while (all.next()) {
                rows.remove(table, all.key());
            }
        }
    }

    private void requireUnique(Catalog before) {
        for (TableData table : workspace.catalog().tables()) {
            TableData old = before.find(table.heap().identity());
            for (SecondaryIndex index : table.indexes()) {
                boolean fresh = old != null && old.find(index.definition().name()) == null;
                if (fresh && index.definition().unique()) {
                    Constraints.requireUnique(workspace.view().table(table), index);
                }
            }
        }
    }

    private static boolean countsUp(Schema schema) {
        return schema.tables().stream().anyMatch(table -> table.primaryKey().neverReused());
    }
}
