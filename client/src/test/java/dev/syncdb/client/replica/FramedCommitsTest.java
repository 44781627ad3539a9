package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Commits;
import dev.syncdb.Database;
import dev.syncdb.client.outbox.Outbox;
import dev.syncdb.client.outbox.OutboxOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

class FramedCommitsTest {
    private static final long TRANSACTION_MILLIS_MAX = 1_000;

    @TempDir
    Path folder;

    private volatile long millis;
    private final Environment environment =
            new Environment(() -> new Stamp(1, millis, millis), () -> 5);
    private final Store store =
            new Store(new SchemaDefinition(), environment, StoreOptions.REPLICA);
    private Outbox outbox;
    private OutboxCommits turns;

    @BeforeEach
    void open() {
        outbox = Outbox.open(
                new OutboxOptions(new FileDisk(folder), Durability.FULL, "space", 0, 1 << 18),
                () -> 5);
        Parts parts = new Parts(
                store,
                outbox,
                new Overlay(MergeRules.NONE, Dialect.undeclared(environment)),
                environment,
                () -> {
                    throw new AssertionError("a frame says itself what is committed");
                });
        turns = new OutboxCommits(parts, TRANSACTION_MILLIS_MAX);
        Transaction tables = store.begin();
        tables.define("CREATE TABLE words (word TEXT PRIMARY KEY)");
        tables.prepare().publish();
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void aSessionStandsOnItsBeginningAndIsCommittedByItsEnd() {
        String seen = over(framed(transaction -> insert(transaction, "beginning"), transaction -> {
                    assertTrue(turns.isWriting(), "its turn lasts until then");
                    insert(transaction, "end");
                    transaction.prepare().publish();
                }))
                .write(session -> {
                    session.execute("INSERT INTO words VALUES ('work')");
                    return session.query("SELECT word FROM words ORDER BY word")
                            .toList()
                            .toString();
                });

        assertEquals("[('beginning'), ('work')]", seen);
        assertEquals("[('beginning'), ('end'), ('work')]", words());
        assertFalse(turns.isWriting());
        assertEquals(0, outbox.last(), "the outbox is the end's business");
    }

    @Test
    void anEndThatFailsGivesTheTurnBack() {
        Database failing = over(framed(transaction -> {}, transaction -> {
            throw new Incorrect(ErrorCode.ALREADY_SENT, "not now");
        }));
        assertThrows(
                Incorrect.class,
                () -> failing.write(
                        session -> session.execute("INSERT INTO words VALUES ('lost')")));
        Database sound = over(framed(transaction -> {}, FramedCommitsTest::commit));
        CompletableFuture.runAsync(() -> sound.write(
                        session -> session.execute("INSERT INTO words VALUES ('kept')")))
                .join();
        assertEquals("[('kept')]", words());
    }

    @Test
    void whoeverWasOpenForTooLongIsNotCommitted() {
        Database slow = over(framed(transaction -> {}, transaction -> {
            throw new AssertionError("its turn is over");
        }));
        Contended refused = assertThrows(
                Contended.class,
                () -> slow.write(session -> {
                    session.execute("INSERT INTO words VALUES ('late')");
                    millis += TRANSACTION_MILLIS_MAX + 1;
                    return null;
                }));
        assertEquals(ErrorCode.DEADLINE, refused.code());
        assertEquals("[]", words());
        assertFalse(turns.isWriting());
    }

    private FramedCommits framed(Consumer<Transaction> beginning, Consumer<Transaction> end) {
        return new FramedCommits(turns, beginning, end);
    }

    private Database over(Commits commits) {
        return Database.over(store, commits, environment);
    }

    private String words() {
        return over(turns)
                .query("SELECT word FROM words ORDER BY word")
                .toList()
                .toString();
    }

    private static void insert(Transaction transaction, String word) {
        transaction.insert("words", Row.of(Value.of(word)));
    }

    private static void commit(Transaction transaction) {
        transaction.prepare().publish();
    }
}
