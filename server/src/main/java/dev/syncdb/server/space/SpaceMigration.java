package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Succession;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings a space to the next version of its schema. The tables keep their rows and get an attic;
 * where a table has another name now, or its columns other places, all that SyncDB keeps beside the
 * rows follows; what the new version computes is computed. Lives for one transaction.
 */
final class SpaceMigration {
    private final SchemaCompiler compiler = new SchemaDefinition();
    private final Transaction transaction;
    private final Environment environment;

    SpaceMigration(Transaction transaction, Environment environment) {
        this.transaction = transaction;
        this.environment = environment;
    }

    /**
     * Runs the step.
     *
     * @param next what is stored after it
     */
    void run(StoredVersions next) {
        Schema before = transaction.schema();
        for (String statement : next.statements()) {
            SchemaChange change = compiler.change(transaction.schema(), statement);
            Alteration alteration = change.alteration();
            if (alteration == null) {
                transaction.define(statement);
                continue;
            }
            Table old = transaction.schema().table(alteration.before());
            transaction.define(statement);
            Table now = transaction.schema().table(alteration.after());
            new Relocation(transaction, old, now, alteration).run();
        }
        next.recomputed().forEach(table -> recompute(table, next.succession()));
        requireUnique(before, transaction.schema());
    }

    /** Fails with UNIQUE if rows break an index that the version brings. */
    private void requireUnique(Schema before, Schema after) {
        for (Table table : after.tables()) {
            for (Index index : table.indexes()) {
                if (index.unique() && before.findIndex(index.name()) == null) {
                    requireUnique(table, index);
                }
            }
        }
    }

    private void requireUnique(Table table, Index index) {
        Row last = null;
        Scan rows = transaction.scanIndex(table.name(), index.name(), Range.ALL);
        while (rows.next()) {
            Row row = rows.image().cells();
            if (last != null && isSame(index, last, row)) {
                throw Incorrect.at(
                        ErrorCode.UNIQUE,
                        "rows of " + table.name() + " have the same values in " + index.name()
                                + ", which is new",
                        table.name(),
                        table.columns().get(index.columns().get(0).column()).name());
            }
            last = row;
        }
    }

    private static boolean isSame(Index index, Row left, Row right) {
        for (IndexColumn column : index.columns()) {
            Value value = left.at(column.column());
            boolean same = !value.isNull()
                    && Value.compare(value, right.at(column.column()), column.collation()) == 0;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private void recompute(String table, Succession succession) {
        Map<Key, Image> changed = new LinkedHashMap<>();
        Scan rows = transaction.scan(table, Range.ALL);
        while (rows.next()) {
            Row row = rows.image().cells();
            Row made = succession.upgraded(table, row, environment);
            if (!made.equals(row)) {
                changed.put(rows.key(), new Image(made, rows.image().hidden()));
            }
        }
        // As they are they may break a rule that the version brings: that is for who writes next.
        changed.forEach((key, image) -> transaction.put(table, key, image));
    }
}
