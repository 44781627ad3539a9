package dev.syncdb.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A store with a stub for SQL, and short words for what tests do to it. */
final class TestStore {
    final StubCompiler compiler;
    final Store store;

    TestStore(StoreOptions options) {
        this(options, new StubCompiler());
    }

    /** A store that knows what another one was taught. */
    TestStore(StoreOptions options, StubCompiler compiler) {
        this.compiler = compiler;
        Random random = new Random(1);
        Environment environment = new Environment(() -> new Stamp(0, 0, 0), random::nextLong);
        store = new Store(compiler, environment, options);
    }

    static TestStore plain() {
        return new TestStore(StoreOptions.PLAIN);
    }

    static TestStore space() {
        return new TestStore(StoreOptions.SPACE);
    }

    /** Creates tables in a transaction of their own. */
    TestStore with(Table... tables) {
        commit(tx -> {
            for (Table table : tables) {
                tx.define(compiler.learn(table));
            }
        });
        return this;
    }

    /** Does some work, prepares and publishes it. */
    ChangeSet commit(Consumer<Transaction> work) {
        Prepared prepared = prepare(work);
        prepared.publish();
        return prepared.changes();
    }

    Prepared prepare(Consumer<Transaction> work) {
        Transaction tx = store.begin();
        work.accept(tx);
        return tx.prepare();
    }

    void assertSound() {
        assertEquals(List.of(), store.check(), "the store is consistent");
    }

    /** The rows of a table as they are published, in order of their keys. */
    List<Row> rows(String table) {
        try (Snapshot snapshot = store.snapshot()) {
            return rows(snapshot.scan(table, Range.ALL));
        }
    }

    static List<Row> rows(Scan scan) {
        List<Row> rows = new ArrayList<>();
        while (scan.next()) {
            rows.add(scan.image().cells());
        }
        return rows;
    }

    static List<Key> keys(Scan scan) {
        List<Key> keys = new ArrayList<>();
        while (scan.next()) {
            keys.add(scan.key());
        }
        return keys;
    }

    static Row cells(Reader reader, String table, Key key) {
        Image image = reader.get(table, key);
        return image == null ? null : image.cells();
    }

    static Incorrect assertRefused(ErrorCode code, Executable call) {
        Incorrect refused = assertThrows(Incorrect.class, call);
        assertEquals(code, refused.code(), refused.getMessage());
        return refused;
    }
}
