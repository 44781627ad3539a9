package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.syncdb.change.Image;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Accounts between which one writer moves money, while readers look. Every commit keeps the sum, so
 * a reader that sees half of one, misses a row or meets one twice, sees another sum.
 */
class ConcurrentReadersTest {
    private static final int ACCOUNTS = 20;
    private static final int COMMITS = 6_000;
    private static final int READERS = 3;
    private static final long SUM = ACCOUNTS * 100L;

    @Test
    void aPlainStoreShowsWholeCommits() throws Exception {
        run(TestStore.plain());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aSpaceShowsWholeCommits(long seed) throws Exception {
        run(TestStore.space());
    }

    private static void run(TestStore test) throws Exception {
        test.with(numbered("accounts").column("money", "INTEGER").build());
        test.commit(tx -> {
            tx.define(test.compiler.learnIndex("by_money", "accounts", false, 1));
            for (int i = 0; i < ACCOUNTS; i++) {
                tx.insert("accounts", row(i, 100));
            }
        });
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                long seed = i;
                readers.add(threads.submit(() -> read(test.store, done, new Random(seed))));
            }
            write(test, new Random(7));
            done.set(true);
            for (Future<?> reader : readers) {
                join(reader);
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        test.assertSound();
    }

    private static void join(Future<?> reader) throws Exception {
        try {
            reader.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("a reader failed: " + failed.getCause(), failed.getCause());
        }
    }

    private static void write(TestStore test, Random random) {
        for (int i = 0; i < COMMITS; i++) {
            Transaction tx = test.store.begin();
            int from = random.nextInt(ACCOUNTS);
            int to = (from + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
            int amount = random.nextInt(20);
            pay(tx, from, -amount);
            pay(tx, to, amount);
            if (random.nextInt(5) == 0) {
                tx.rollback();
            } else if (random.nextInt(10) == 0) {
                tx.prepare();
                test.store.abandon();
            } else {
                tx.prepare().publish();
            }
        }
    }

    private static void pay(Transaction tx, int account, long amount) {
        Key key = Key.of(account);
        Image before = tx.get("accounts", key);
        assertNotNull(before);
        long money = before.cells().at(1).asLong() + amount;
        tx.update("accounts", key, before.cells().with(1, value(money)));
    }

    private static void read(Store store, AtomicBoolean done, Random random) {
        List<Snapshot> held = new ArrayList<>();
        while (!done.get()) {
            Snapshot snapshot = store.snapshot();
            look(snapshot);
            held.add(snapshot);
            Snapshot old = held.get(random.nextInt(held.size()));
            look(old);
            if (held.size() > 3) {
                held.remove(old);
                old.close();
            }
        }
        held.forEach(Snapshot::close);
    }

    private static void look(Snapshot snapshot) {
        assertEquals(ACCOUNTS, snapshot.count("accounts"));
        long sum = 0;
        for (int i = 0; i < ACCOUNTS; i++) {
            Image image = snapshot.get("accounts", Key.of(i));
            assertNotNull(image, "account " + i + " is only ever updated");
            sum += image.cells().at(1).asLong();
        }
        assertEquals(SUM, sum, "by key");
        assertSum(snapshot.scan("accounts", Range.ALL), "by scan");
        assertSum(snapshot.scanIndex("accounts", "by_money", Range.ALL), "by index");
        assertSum(
                snapshot.scanIndex("accounts", "by_money", new Range(null, null, true)),
                "backward by index");
    }

    private static void assertSum(Scan scan, String how) {
        Set<Key> keys = new HashSet<>();
        long sum = 0;
        while (scan.next()) {
            Row cells = scan.image().cells();
            keys.add(scan.key());
            sum += cells.at(1).asLong();
        }
        assertEquals(ACCOUNTS, keys.size(), how);
        assertEquals(SUM, sum, how);
    }
}
