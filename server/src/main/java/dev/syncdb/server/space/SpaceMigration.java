package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Succession;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

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
        for (String statement : next.statements()) {
            SchemaChange change = compiler.change(transaction.schema(), statement);
            Alteration alteration = change.alteration();
            if (alteration == null) {
                transaction.define(statement);
                continue;
            }
            Table before = transaction.schema().table(alteration.before());
            transaction.define(statement);
            Table after = transaction.schema().table(alteration.after());
            new Relocation(transaction, before, after, alteration).run();
        }
        next.recomputed().forEach(table -> recompute(table, next.succession()));
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
        transaction.requireUnique();
    }
}
