package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.ChangeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Alters tables at random between all else that is done to a store, and beside it a model. */
final class AlterModelTest {
    private static final int RUNS = 5;
    private static final int TRANSACTIONS = 60;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void alteredTablesHoldWhatAModelOfListsHolds(boolean tracking) {
        long first = Long.getLong("syncdb.seed", new Random().nextInt(1_000_000));
        System.out.println("seed " + first);
        for (long seed = first; seed < first + RUNS; seed++) {
            try {
                run(tracking, seed);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        }
    }

    private static void run(boolean tracking, long seed) {
        StoreOptions options = tracking ? StoreOptions.SPACE : StoreOptions.PLAIN;
        AlterWork work = new AlterWork(new TestStore(options), new Random(seed), tracking);
        List<Copy> copies = new ArrayList<>();
        copies.add(new Copy(new TestStore(options, work.test.compiler), 0));
        for (int i = 0; i < TRANSACTIONS; i++) {
            work.transact();
            if (i % 20 == 10) {
                copies.add(ofCommits(work.test, options));
                copies.add(ofParts(work.test, options));
            }
        }
        work.finish();
        work.test.assertSound();
        assertTrue(work.altered > 10, "tables were altered");
        for (Copy copy : copies) {
            copy.follow(work);
        }
        Copy journal = new Copy(new TestStore(options, work.test.compiler), 0);
        Loading loading = journal.test.store.load();
        work.published.forEach(loading::add);
        loading.finish();
        journal.follow(work);
    }

    /** A store that was made of a state, and is to catch up. */
    private record Copy(TestStore test, long version) {
        void follow(AlterWork work) {
            for (ChangeSet commit : work.published) {
                if (commit.version() > test.store.head()) {
                    test.store.recover(commit);
                }
            }
            String message = "copy of version " + version;
            assertEquals(work.test.store.head(), test.store.head(), message);
            test.assertSound();
            try (Snapshot snapshot = test.store.snapshot();
                    Snapshot mine = work.test.store.snapshot()) {
                assertEquals(mine.schema().script(), snapshot.schema().script());
                work.head.assertSeenBy(snapshot, message);
                if (snapshot.isTracking()) {
                    work.head.assertLog(snapshot, 0, message);
                }
            }
        }
    }

    private static Copy ofCommits(TestStore from, StoreOptions options) {
        TestStore copy = new TestStore(options, from.compiler);
        try (Snapshot snapshot = from.store.snapshot()) {
            snapshot.writeTo(copy.store::recover);
            return new Copy(copy, snapshot.version());
        }
    }

    private static Copy ofParts(TestStore from, StoreOptions options) {
        TestStore copy = new TestStore(options, from.compiler);
        try (Snapshot snapshot = from.store.snapshot()) {
            Loading loading = copy.store.load();
            snapshot.writeTo(loading::add, part -> loading.add(part, 0, part.length));
            loading.finish();
            return new Copy(copy, snapshot.version());
        }
    }
}
