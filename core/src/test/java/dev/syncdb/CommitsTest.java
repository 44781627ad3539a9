package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.concurrent.Semaphore;

/** A database whose commits somebody else looks after. */
class CommitsTest {
    private final Environment environment = new Environment(() -> new Stamp(1, 2, 3), () -> 5);
    private final Store store = new Store(new SchemaDefinition(), environment, StoreOptions.PLAIN);
    private final Semaphore turn = new Semaphore(1);
    private boolean refuses;

    private final Commits commits = new Commits() {
        @Override
        public void acquire() {
            if (!turn.tryAcquire()) {
                throw new IllegalStateException("the turn was not given back");
            }
        }

        @Override
        public void release() {
            turn.release();
        }

        @Override
        public void begun(Transaction transaction) {
            if (transaction.schema().find("log") != null) {
                transaction.insert("log", Row.of(Value.of("begun"), Value.NULL));
            }
            if (refuses) {
                throw new Incorrect(ErrorCode.ALREADY_SENT, "not now");
            }
        }

        @Override
        public void commit(Transaction transaction) {
            transaction.prepare().publish();
        }
    };

    @Test
    void whatIsWrittenWhenATransactionBeginsIsCommittedWithIt() {
        try (Database database = opened()) {
            database.execute("UPDATE log SET y = 1");
            assertEquals(
                    "[('begun', 1)]",
                    database.query("SELECT * FROM log").toList().toString());
        }
    }

    @Test
    void aTransactionThatIsRefusedAtItsBeginningLeavesNothing() {
        try (Database database = opened()) {
            refuses = true;
            assertThrows(Incorrect.class, () -> database.execute("DELETE FROM log"));
            try (Session session = database.session()) {
                session.execute("BEGIN");
                assertEquals(0, session.query("SELECT * FROM log").toList().size());
                assertThrows(Incorrect.class, () -> session.execute("DELETE FROM log"));
            }
            refuses = false;
            database.execute("UPDATE log SET y = 2");
            assertEquals(
                    1, database.query("SELECT * FROM log WHERE y = 2").toList().size());
        }
    }

    private Database opened() {
        Database database = Database.over(store, commits, environment);
        database.execute("CREATE TABLE log (x TEXT PRIMARY KEY, y)");
        return database;
    }
}
