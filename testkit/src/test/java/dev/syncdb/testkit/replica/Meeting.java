package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.Session;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.testkit.disk.FakeDisk;

import java.util.StringJoiner;

/**
 * Two phones that each do something, offline and a minute apart, and then meet: one of them arrives
 * first, and in the end all show the same.
 */
final class Meeting implements AutoCloseable {
    private static final long MINUTE_MILLIS = 60_000;

    final Exchanges exchanges;
    final Replica ann;
    final Replica bob;

    /** Both have what the schema says. */
    Meeting(String schema) {
        exchanges = new Exchanges(1, schema);
        ann = exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0);
        bob = exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0);
        exchanges.sync(ann);
        exchanges.sync(bob);
    }

    /** What comes of two transactions that do not know of each other. */
    static Meeting of(String schema, String annDoes, String bobDoes, boolean annFirst) {
        Meeting meeting = new Meeting(schema);
        meeting.does(meeting.ann, annDoes);
        meeting.does(meeting.bob, bobDoes);
        meeting.meet(annFirst);
        return meeting;
    }

    /** One transaction of some statements. */
    void does(Replica phone, String script) {
        exchanges.time.advanceTo(exchanges.time.millis() + MINUTE_MILLIS);
        phone.database().write(session -> run(session, script));
    }

    /** The same, of the server's own code. */
    void backend(String script) {
        exchanges.time.advanceTo(exchanges.time.millis() + MINUTE_MILLIS);
        exchanges.server.space(Exchanges.SPACE).write(session -> run(session, script));
    }

    /** Everybody syncs until all are equal. */
    void meet(boolean annFirst) {
        for (int round = 0; round < 2; round++) {
            exchanges.sync(annFirst ? ann : bob);
            exchanges.sync(annFirst ? bob : ann);
        }
    }

    /** All show these rows. */
    void assertShow(String query, String... rows) {
        StringJoiner expected = new StringJoiner("\n").add(query);
        for (String row : rows) {
            expected.add(row);
        }
        String text = rows.length == 0 ? query + "\n" : expected.toString();
        assertEquals(text, exchanges.show(query));
        assertEquals(text, Exchanges.show(ann, query));
        assertEquals(text, Exchanges.show(bob, query));
    }

    /** What clashed, where, and which of the two edits stays. */
    void assertRecords(String... records) {
        String query = "SELECT kind, table_name || '.' || column_name, winner FROM syncdb_conflicts"
                + " ORDER BY id";
        StringJoiner expected = new StringJoiner("\n").add(query);
        for (String record : records) {
            expected.add(record);
        }
        assertEquals(
                records.length == 0 ? query + "\n" : expected.toString(), exchanges.show(query));
    }

    /** The phone was refused one transaction. */
    void assertRejected(Replica phone, String code) {
        String query = "SELECT code FROM syncdb_rejected";
        assertEquals(query + "\n('" + code + "')", Exchanges.show(phone, query));
    }

    /** Nobody was refused anything. */
    void assertNothingRejected() {
        String query = "SELECT code, message FROM syncdb_rejected";
        assertEquals(query + "\n", Exchanges.show(ann, query));
        assertEquals(query + "\n", Exchanges.show(bob, query));
    }

    private static int run(Session session, String script) {
        for (String statement : script.split(";")) {
            session.execute(statement);
        }
        return 0;
    }

    @Override
    public void close() {
        ann.close();
        bob.close();
        exchanges.close();
    }
}
