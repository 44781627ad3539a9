package dev.syncdb.client.replica;

import dev.syncdb.change.Image;
import dev.syncdb.client.outbox.PendingTransaction;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.TableLens;
import dev.syncdb.migration.Upgrade;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Store;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.MergeCalls;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a store, which shows the server's state without any pending work, to a newer version of
 * the app's schema. In memory only: who makes it durable is another. Used once.
 */
final class Migration {
    private final Store store;
    private final Environment environment;
    private final Upgrade upgrade;

    Migration(Store store, Environment environment, Upgrade upgrade) {
        this.store = store;
        this.environment = environment;
        this.upgrade = upgrade;
    }

    /** Makes the tables of a version; what there is goes. */
    static void found(Store store, Schema schema) {
        Transaction transaction = store.begin();
        transaction.enforceForeignKeys(false);
        for (Table table : new ArrayList<>(transaction.schema().tables())) {
            if (!Schema.isInternal(table.name())) {
                transaction.define("DROP TABLE \"" + table.name().replace("\"", "\"\"") + '"');
            }
        }
        schema.script().forEach(transaction::define);
        transaction.prepare().publish();
    }

    /**
     * What transactions are in the words of the newer version, by their nonces. The store is as
     * before.
     *
     * @param pending in order, as they were written
     * @param unseen from which of them on the rows do not show what they do
     * @param older the words of the rows
     */
    Map<Integer, Form> forms(
            List<PendingTransaction> pending, long unseen, Dialect older, MergeCalls functions) {
        Lens lens = upgrade.lens();
        Map<Integer, Form> forms = new HashMap<>();
        Transaction scratch = store.begin();
        try {
            Translation translation = new Translation(lens, environment, scratch, functions);
            for (PendingTransaction each : pending) {
                Form form = older.form(each);
                boolean shows = each.number() < unseen;
                forms.put(
                        each.nonce(),
                        shows
                                ? new Carry(lens, environment).form(form)
                                : translation.next(older.shown(each), form));
            }
        } finally {
            scratch.rollback();
        }
        return forms;
    }

    /**
     * Brings the rows over. Returns null, or why they cannot be, for a rule that the newer version
     * brings; then its tables are there without rows.
     */
    @Nullable
    String run() {
        Transaction transaction = store.begin();
        try {
            carryOver(transaction);
            transaction.prepare().publish();
            return null;
        } catch (Incorrect broken) {
            transaction.rollback();
            found(store, upgrade.lens().newer());
            return String.valueOf(broken.getMessage());
        }
    }

    private void carryOver(Transaction transaction) {
        transaction.enforceForeignKeys(false);
        Map<String, Map<Key, Image>> made = new LinkedHashMap<>();
        for (TableLens table : upgrade.recomputed()) {
            made.put(table.newer().name(), taken(transaction, table));
        }
        upgrade.statements().forEach(transaction::define);
        made.forEach(
                (table, rows) -> rows.forEach((key, image) -> transaction.put(table, key, image)));
        transaction.requireUnique();
    }

    /** Takes the rows of a table out, in their newer form. A default need not suit any of them. */
    private Map<Key, Image> taken(Transaction transaction, TableLens table) {
        String name = table.older().name();
        Map<Key, Image> rows = new LinkedHashMap<>();
        Scan scan = transaction.scan(name, Range.ALL);
        while (scan.next()) {
            Image image = scan.image();
            rows.put(
                    scan.key(), new Image(table.newer(image.cells(), environment), image.hidden()));
        }
        rows.keySet().forEach(key -> transaction.put(name, key, null));
        return rows;
    }
}
