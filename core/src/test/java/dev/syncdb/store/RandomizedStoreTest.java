package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.change.ChangeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Random;

/**
 * Does anything in any order, to the store and to a naive model of it, and compares what readers
 * see.
 */
class RandomizedStoreTest {
    private static final int RUNS = 15;
    private static final int TRANSACTIONS = 150;

    enum Kind {
        PLAIN,
        SPACE
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theStoreDoesWhatANaiveModelDoes(Kind kind) {
        long first = Long.getLong("syncdb.seed", 1);
        for (long seed = first; seed < first + RUNS; seed++) {
            try {
                run(kind, seed);
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        }
    }

    private static void run(Kind kind, long seed) {
        boolean space = kind == Kind.SPACE;
        RandomWork work =
                new RandomWork(space ? StoreOptions.SPACE : StoreOptions.PLAIN, new Random(seed));
        for (int i = 0; i < TRANSACTIONS; i++) {
            work.transact();
            work.look();
        }
        work.finish();
        work.test.assertSound();

        TestStore copy = new TestStore(space ? StoreOptions.SPACE : StoreOptions.PLAIN);
        RandomWork.teach(copy.compiler);
        for (ChangeSet changes : work.published) {
            copy.store.recover(changes);
        }
        copy.assertSound();
        assertEquals(work.test.store.head(), copy.store.head());
        try (Snapshot mine = work.test.store.snapshot();
                Snapshot theirs = copy.store.snapshot()) {
            Model.assertSame(mine, theirs);
        }
    }
}
