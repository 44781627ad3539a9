package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.testkit.clock.FakeTimeLimit;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Columns of which a function of the application decides, with two phones and a server. */
class RuleTest extends TwoPhones {
    private static final String SCHEMA = """
            CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT RULE workflow, note TEXT);
            INSERT INTO orders VALUES (1, 'new', '');
            """;

    private static final String STATE = "SELECT state FROM orders";
    private static final String RECORDS = "SELECT count(*) FROM syncdb_conflicts";
    private static final List<String> STATES = List.of("new", "paid", "sent", "closed");

    /** Of the functions only: the work of one may take as long as a test wants. */
    private final VirtualTime work = new VirtualTime();

    private final MergeRules rules =
            MergeRules.within(new FakeTimeLimit(work)).with("Workflow", this::workflow);
    private int calls;

    RuleTest() {
        super(SCHEMA, 0, STATE);
    }

    @Override
    MergeRules rules() {
        return rules;
    }

    @Test
    void theFunctionDecidesOnceOnTheServerAndAllShowTheSame() {
        set(ann, "paid");
        set(bob, "closed");
        exchanges.sync(bob);
        assertEquals(0, calls, "nothing has met yet");
        exchanges.exchange(ann);
        exchanges.sync(ann);
        rest();
        assertEquals(STATE + "\n('closed')", exchanges.show(STATE), "the order is further on");
        assertEquals(RECORDS + "\n(1)", exchanges.show(RECORDS));
    }

    @Test
    void aPhoneThatHasTheFunctionShowsWhatTheServerWillSay() {
        set(bob, "closed");
        exchanges.sync(bob);
        exchanges.exchange(ann, () -> set(ann, "paid"));
        assertEquals(STATE + "\n('closed')", Exchanges.show(ann, STATE), "paid is behind that");
        assertEquals(1, calls, "the phone has asked its own function");
        rest();
        assertEquals(STATE + "\n('closed')", Exchanges.show(ann, STATE));
    }

    @Test
    void itMayRefuseAnEditWhichThePhoneThenHasBack() {
        set(ann, "cancelled");
        set(bob, "closed");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals(STATE + "\n('closed')", Exchanges.show(ann, STATE));
        String refused = "SELECT code, message, column_name FROM syncdb_rejected";
        assertEquals(
                refused + "\n('RULE', 'nobody cancels what is closed', 'state')",
                Exchanges.show(ann, refused));
    }

    @Test
    void oneThatTakesTooLongIsOffForTheSpaceUntilItIsEnabled() {
        set(ann, "slow");
        set(bob, "closed");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        String off = "SELECT name, reason FROM syncdb_rules";
        assertTrue(exchanges.show(off).contains("('workflow', "), exchanges.show(off));
        assertEquals(1, exchanges.alarms.size());
        assertTrue(exchanges.alarms.get(0).contains("workflow in space space"));
        int before = calls;
        exchanges.restart();
        set(ann, "paid");
        set(bob, "sent");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals(before, calls, "it is off behind a restart, too");
        assertEquals(RECORDS + "\n(2)", exchanges.show(RECORDS), "what gave way is on record");
        space().enableRule("WORKFLOW");
        set(ann, "sent");
        set(bob, "closed");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertTrue(calls > before);
        assertEquals(off, exchanges.show(off).trim());
    }

    @Test
    void aPhoneTellsOfAFunctionThatFailsThere() {
        set(bob, "closed");
        exchanges.sync(bob);
        MergeRules broken = MergeRules.NONE.with("workflow", (base, mine, theirs, context) -> {
            throw new IllegalStateException("broken");
        });
        try (Replica third =
                exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0, broken)) {
            exchanges.sync(third);
            set(bob, "paid");
            exchanges.sync(bob);
            List<ReplicaEvent> events =
                    exchanges.exchange(third, () -> set(third, "sent")).events();
            assertEquals(Kind.RULE_OFF, events.get(0).kind());
            assertTrue(events.get(0).message().contains("broken"));
            assertEquals(STATE + "\n('sent')", Exchanges.show(third, STATE), "its own work");
            exchanges.sync(third);
            rest();
        }
    }

    @Test
    void aServerWithoutTheFunctionDoesNotOpen() {
        Incorrect refused = assertThrows(Incorrect.class, () -> new Exchanges(1, SCHEMA));
        assertEquals(ErrorCode.CONFIGURATION, refused.code());
        assertEquals("state", refused.column());
    }

    /** The state that is further on stays; nobody cancels what is closed. */
    private MergeResult workflow(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        calls++;
        if (mine.asText().equals("slow")) {
            work.advanceTo(work.millis() + 60_000);
        }
        if (mine.asText().equals("cancelled")) {
            return new MergeResult.Reject("nobody cancels what is " + theirs.asText());
        }
        int order = Integer.compare(STATES.indexOf(mine.asText()), STATES.indexOf(theirs.asText()));
        return new MergeResult.Merged(order > 0 ? mine : theirs);
    }

    private static void set(Replica phone, String state) {
        phone.database().execute("UPDATE orders SET state = ?", state);
    }
}
