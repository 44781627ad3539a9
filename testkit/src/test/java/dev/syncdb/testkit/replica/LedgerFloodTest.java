package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.store.MemoryReport.TableMemory;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** Many phones that write one cell, again and again, without having seen each other's values. */
class LedgerFloodTest {
    private static final int PHONES = 100;
    private static final int ROUNDS = 100;
    private static final long RECORD_BYTES_MAX = 300;

    private final List<Replica> phones = new ArrayList<>();
    private long logged;

    @Test
    void everyOverwriteIsOnRecordInFewBytes() throws Exception {
        String schema = "CREATE TABLE items (id INTEGER PRIMARY KEY, title TEXT);"
                + " INSERT INTO items VALUES (1, 'none');";
        try (Exchanges exchanges = new Exchanges(1, schema)) {
            for (int i = 0; i < PHONES; i++) {
                Replica phone = exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0);
                exchanges.sync(phone);
                phones.add(phone);
            }
            Database server = exchanges.server.space(Exchanges.SPACE).database();
            AutoCloseable watching =
                    server.observe(changes -> changes.changes().forEach(this::count));
            for (int round = 0; round < ROUNDS; round++) {
                write(exchanges, round);
                phones.forEach(exchanges::sync);
            }
            phones.forEach(exchanges::sync);
            watching.close();
            check(exchanges, server);
            phones.forEach(Replica::close);
        }
    }

    private void write(Exchanges exchanges, int round) {
        for (int i = 0; i < PHONES; i++) {
            exchanges.time.advanceTo(exchanges.time.millis() + 10);
            String title = "v" + i + "." + round;
            phones.get(i)
                    .database()
                    .write(session ->
                            session.execute("UPDATE items SET title = ? WHERE id = 1", title));
        }
    }

    private void check(Exchanges exchanges, Database server) {
        int overwrites = PHONES * ROUNDS - 1;
        assertEquals(
                "(" + overwrites + ", " + overwrites + ")",
                text(server, "SELECT count(*), count(DISTINCT stored_value) FROM syncdb_conflicts"),
                "every value but the last gave way, and each of them is on record");
        for (Replica phone : phones) {
            assertEquals(
                    text(server, "SELECT * FROM items"),
                    text(phone.database(), "SELECT * FROM items"));
            long client = phone.database()
                    .query("SELECT client FROM syncdb_status")
                    .toList()
                    .get(0)
                    .at(0)
                    .asLong();
            assertEquals(
                    text(
                            server,
                            "SELECT count(*) FROM syncdb_conflicts WHERE stored_by = " + client
                                    + " OR incoming_by = " + client),
                    text(phone.database(), "SELECT count(*) FROM syncdb_conflicts"));
        }
        long bytes = memory(server).totalBytes() / overwrites;
        long log = logged / overwrites;
        System.out.println(overwrites + " overwrites: " + bytes + " bytes a record in memory, "
                + log + " in the log");
        assertTrue(bytes <= RECORD_BYTES_MAX, bytes + " bytes a record in memory");
        assertTrue(log <= RECORD_BYTES_MAX, log + " bytes a record in the log");
    }

    private static TableMemory memory(Database database) {
        for (TableMemory table : database.memory().tables()) {
            if (table.table().equals("syncdb_conflicts")) {
                return table;
            }
        }
        throw new AssertionError("no ledger");
    }

    private void count(Change change) {
        if (change instanceof Change.Insert insert
                && insert.row().table().equals("syncdb_conflicts")) {
            ByteSink sink = new ByteSink();
            ChangeCodec.write(sink, new ChangeSet(0, List.of(change)));
            logged += sink.size();
        }
    }

    private static String text(Database database, String query) {
        List<String> rows = new ArrayList<>();
        database.query(query).toList().forEach(row -> rows.add(row.toString()));
        return String.join(" ", rows);
    }
}
