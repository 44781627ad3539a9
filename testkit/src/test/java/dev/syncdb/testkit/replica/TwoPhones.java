package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.server.Space;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test in which two phones, which both have what the schema says, share a space of one server.
 */
abstract class TwoPhones {
    private static final String CONFLICTS = "SELECT count(*) FROM syncdb_conflicts";

    private final String schema;
    private final long squashMillisMax;
    private final String[] shown;
    private final FakeDisk disk = new FakeDisk();

    Exchanges exchanges;
    Replica ann;
    Replica bob;

    /**
     * @param squashMillisMax of Ann's phone; Bob's sends each transaction as it is
     * @param shown queries that everybody answers alike once all is synced
     */
    TwoPhones(String schema, long squashMillisMax, String... shown) {
        this.schema = schema;
        this.squashMillisMax = squashMillisMax;
        this.shown = shown;
    }

    @BeforeEach
    final void open() {
        exchanges = new Exchanges(1, schema, rules());
        ann = openAnn();
        bob = exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0);
        exchanges.sync(ann);
        exchanges.sync(bob);
    }

    @AfterEach
    final void close() {
        ann.close();
        bob.close();
        exchanges.close();
    }

    /** The merge functions of the server and of Ann's phone. */
    MergeRules rules() {
        return MergeRules.NONE;
    }

    /** Ann's phone is closed and opened again. */
    final void reopenAnn() {
        ann.close();
        ann = openAnn();
    }

    private Replica openAnn() {
        return exchanges.open(disk, LocalOptions.PUSH_BYTES_MAX, squashMillisMax, rules());
    }

    /** What is edited now is a second later than what was before. */
    final void passSecond() {
        exchanges.time.advanceTo(exchanges.time.millis() + 1_000);
    }

    /** Everybody syncs until all are equal. */
    void rest() {
        for (Replica each : new Replica[] {ann, bob, ann, bob}) {
            exchanges.sync(each);
        }
        for (Replica each : new Replica[] {ann, bob}) {
            assertEquals(exchanges.show(shown), Exchanges.show(each, shown));
        }
    }

    /** Where the server's own code works. */
    final Space space() {
        return exchanges.server.space(Exchanges.SPACE);
    }

    /** The rows that the server finds, one a line. */
    final String server(String query) {
        return exchanges.show(query).substring(query.length() + 1);
    }

    /** The same of a phone. */
    static String read(Replica phone, String query) {
        return Exchanges.show(phone, query).substring(query.length() + 1);
    }

    /** The only number that a phone finds. */
    static long number(Replica phone, String query) {
        String shown = read(phone, query);
        return Long.parseLong(shown.substring(1, shown.length() - 1));
    }

    /** How many records of conflicts the server has. */
    final long conflicts() {
        String shown = server(CONFLICTS);
        return Long.parseLong(shown.substring(1, shown.length() - 1));
    }
}
