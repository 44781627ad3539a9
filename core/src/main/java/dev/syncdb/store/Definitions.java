package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Runs CREATE, ALTER and DROP within a transaction. Confined to the writer. */
final class Definitions {
    private final SchemaCompiler compiler;
    private final Workspace workspace;
    private final ForeignKeys foreignKeys;
    private final RowWriter rows;
    private final Environment environment;

    Definitions(StoreRules rules, Workspace workspace, ForeignKeys foreignKeys, RowWriter rows) {
        this.compiler = rules.compiler();
        this.environment = rules.environment();
        this.workspace = workspace;
        this.foreignKeys = foreignKeys;
        this.rows = rows;
    }

    void run(String sql) {
        Schema present = workspace.view().schema();
        SchemaChange change = compiler.change(present, sql);
        if (change.schema() == present) {
            // IF [NOT] EXISTS had nothing to do, and no log is to hear of it.
            return;
        }
        SequenceTable sequence = new SequenceTable(workspace);
        if (!sequence.exists() && countsUp(change.schema())) {
            SchemaChange first = compiler.change(present, SequenceTable.SQL);
            workspace.define(SequenceTable.SQL, first, environment);
            change = compiler.change(first.schema(), sql);
        }
        if (change.alteration() == null) {
            replace(sql, change, sequence);
        } else {
            alter(sql, change, change.alteration(), sequence);
        }
    }

    private void replace(String sql, SchemaChange change, SequenceTable sequence) {
        for (TableData table : workspace.catalog().tables()) {
            String name = table.structure().name();
            if (change.schema().find(name) == null) {
                empty(table);
                sequence.forget(name);
            }
        }
        Catalog before = workspace.catalog();
        workspace.define(sql, change, environment);
        requireUnique(before);
    }

    private void alter(
            String sql, SchemaChange change, Alteration alteration, SequenceTable sequence) {
        // Deferred foreign keys are held by what the rows were before.
        foreignKeys.endTransaction();
        Table before = workspace.catalog().table(alteration.before()).structure();
        workspace.define(sql, change, environment);
        TableData altered = workspace.catalog().table(alteration.after());
        if (!before.name().equals(altered.structure().name())) {
            sequence.rename(before.name(), altered.structure().name());
        }
        int[] added = IntStream.range(0, alteration.sources().size())
                .filter(i -> alteration.sources().get(i) == Alteration.NEW)
                .toArray();
        if (added.length > 0 && alteration.asked()) {
            requireSound(altered, added, before);
        }
    }

    /**
     * Fails with the rule of an added column that a row breaks, as SQLite does. Rows differ from
     * each other only in what checks and generated columns make of them.
     */
    private void requireSound(TableData table, int[] added, Table before) {
        Table now = table.structure();
        boolean differ = now.checks().size() > before.checks().size()
                || Arrays.stream(added)
                        .anyMatch(column -> now.columns().get(column).isGenerated());
        TreeScan rows = workspace.view().table(table).scan(Range.ALL);
        boolean first = true;
        while ((first || differ) && rows.next()) {
            first = false;
            table.rules().requireSound(rows.row(), added, environment);
            requireNoReference(table, added, rows.row());
        }
    }

    private void requireNoReference(TableData table, int[] added, Row row) {
        for (Reference reference : table.references()) {
            boolean isAdded = Arrays.stream(added).anyMatch(reference.key().columns()::contains);
            if (foreignKeys.areEnforced() && isAdded && reference.wanted(row) != null) {
                String name = table.structure().name();
                String message = "a column that is added to " + name
                        + " and refers to another table must have NULL as its default value";
                throw Incorrect.at(ErrorCode.FOREIGN_KEY, message, name, null);
            }
        }
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
