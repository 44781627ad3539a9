package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.ledger.ConflictTable;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Outcome.Kind;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How long records of conflicts live, who may say what of them, and who hears of that. */
final class LedgerTest extends ClashingTeam {
    private static final String COUNT = "SELECT count(*) FROM syncdb_conflicts";
    private static final String STATUS = "SELECT status FROM syncdb_conflicts";

    LedgerTest() {
        super("team", SMALL);
    }

    @Test
    void whatIsSettledIsForgottenAfterThirtyDaysAndPhonesHearOfIt() {
        clash("secret of ann", "secret of bob");
        ann.sync();
        assertFalse(ann.ledger().isEmpty());
        world.millis += 30 * DAY_MILLIS - 1;
        touch();
        assertEquals("(1)", read(COUNT));
        world.millis += 1;
        touch();
        assertEquals("(0)", read(COUNT));
        ann.sync();
        bob.sync();
        assertEquals("", ann.ledger() + bob.ledger());
        clash("one", "two");
        assertEquals("(2)", read("SELECT id FROM syncdb_conflicts"), "an id is never given again");
    }

    @Test
    void anOpenConflictStaysUntilThirtyDaysAfterItWasResolved() {
        clash("one", "two");
        setStatus("OPEN");
        world.millis += 400 * DAY_MILLIS;
        touch();
        assertEquals("('OPEN')", read(STATUS));
        space().conflicts().dismiss(1);
        world.millis += 29 * DAY_MILLIS;
        touch();
        assertEquals("('DISMISSED')", read(STATUS));
        world.millis += DAY_MILLIS;
        touch();
        assertEquals("", read(STATUS));
    }

    @Test
    void openConflictsAreInNobodysWay() {
        for (int i = 0; i < 40; i++) {
            clash("a" + i, "b" + i);
        }
        assertEquals("(40)", read(COUNT));
        space().execute("UPDATE syncdb_conflicts SET status = 'OPEN' WHERE id % 2 = 0");
        world.millis += 31 * DAY_MILLIS;
        for (int i = 0; i < 3; i++) {
            touch();
        }
        assertEquals("(20)", read(COUNT), "a few with each commit");
    }

    @Test
    void aListenerHearsOfNewRecordsOnceTheyCanBeRead() throws Exception {
        List<String> heard = new ArrayList<>();
        AutoCloseable listening = space().observeConflicts(ids ->
                heard.add(ids + " " + read("SELECT incoming_value FROM syncdb_conflicts")));
        touch();
        clash("one", "two");
        assertEquals(List.of("[1] ('two')"), heard);
        listening.close();
        clash("three", "four");
        assertEquals(1, heard.size());
    }

    @Test
    void onlyThoseWhomAConflictConcernsMaySayWhatBecomesOfIt() {
        TestClient eve = new TestClient(world, "team", "eve", 3);
        eve.sync();
        clash("one", "two");
        assertEquals(
                ErrorCode.FORBIDDEN, code(eve.commit(said(ConflictTable.STATUS, "DISMISSED"))));
        assertEquals("", eve.ledger(), "a rejection tells nothing of it");
        assertEquals(ErrorCode.FORBIDDEN, code(bob.commit(said(ConflictTable.WINNER, "stored"))));
        assertEquals(ErrorCode.RESOLUTION, code(bob.commit(said(ConflictTable.STATUS, "gone"))));
        RowName record = new RowName(ConflictTable.NAME, Key.of(1), 1);
        assertEquals(
                ErrorCode.FORBIDDEN,
                code(bob.commit(new Change.Delete(record, null, Bytes.EMPTY))));
        assertEquals("('AUTO')", read(STATUS));
    }

    @Test
    void whatAClientHadNotSeenItDoesNotResolve() {
        ann.commit(said(ConflictTable.STATUS, "DISMISSED"));
        clash("one", "two");
        assertEquals("('AUTO')", read(STATUS));
        bob.commit(said(9, ConflictTable.STATUS, "DISMISSED"));
        Outcome gone = bob.sync().outcomes().get(0);
        assertEquals(Kind.MERGED, gone.kind(), "there is no such record");
        bob.commit(said(ConflictTable.STATUS, "DISMISSED"));
        assertEquals(Kind.APPLIED, bob.sync().outcomes().get(0).kind());
        assertTrue(bob.ledger().contains("'DISMISSED'"), bob.ledger());
        ann.sync();
        assertEquals(bob.ledger(), ann.ledger());
    }

    @Test
    void whoeverWritesThereAndHadSeenTheConflictHasResolvedIt() {
        clash("one", "two");
        setStatus("OPEN");
        String said = "SELECT status, resolution, resolved_by FROM syncdb_conflicts";
        ann.commit(ann.update("tasks", "t1", TITLE, "unseen")).sync();
        assertEquals("('OPEN', NULL, NULL)\n('AUTO', NULL, NULL)", read(said));
        ann.commit(ann.update("tasks", "t1", 3, 1)).sync();
        assertEquals("('OPEN', NULL, NULL)\n('AUTO', NULL, NULL)", read(said), "another cell");
        ann.commit(ann.update("tasks", "t1", TITLE, "both")).sync();
        assertEquals("('RESOLVED', 'WRITE', 1)\n('AUTO', NULL, NULL)", read(said));
        assertTrue(ann.ledger().contains("'WRITE'"), "the author's own write told it so much");
        setStatus("OPEN");
        world.restart();
        space().execute("DELETE FROM tasks");
        assertEquals("('RESOLVED', 'WRITE', 1)\n('RESOLVED', 'WRITE', 0)", read(said));
        assertEquals("", world.show("team", "syncdb_open"));
    }

    /** T18: what the phone's clock said is on record, too. */
    @Test
    void anAgeThatCannotBeIsClampedAndBothAreOnRecord() {
        world.millis += 60_000;
        ann.commitAged(1_000, ann.update("tasks", "t1", TITLE, "one")).sync();
        bob.commitAged(-5_000, bob.update("tasks", "t1", TITLE, "two")).sync();
        assertEquals(
                "(1060000, 1065000)",
                read("SELECT incoming_millis, claimed_millis FROM syncdb_conflicts"));
    }

    @Test
    void aPhoneOfAnotherSchemaIsOnRecord() {
        bob.schemaHash = 77;
        clash("one", "two");
        assertEquals(
                "(77, 1)",
                read("SELECT author_schema, server_schema IS NOT NULL FROM syncdb_conflicts"));
    }

    @Test
    void ofAnErasedUserNothingIsLeftBesideTheTables() throws IOException {
        clash("secret of ann", "secret of bob");
        clash("again secret of ann", "again secret of bob");
        bob.commit(bob.update("tasks", "t1", TITLE, "bread")).sync();
        ann.sync();
        assertTrue(isOnDisk("secret of bob"));
        assertEquals(1, space().erase("bob"));
        assertEquals(0, space().erase("nobody"));
        for (int i = 0; i < 200; i++) {
            touch();
        }
        assertEquals(
                "('secret of ann', NULL, 2, NULL, NULL)",
                read("SELECT stored_value, incoming_value, incoming_by, incoming_subject,"
                        + " base_value FROM syncdb_conflicts WHERE id = 1"));
        ann.sync();
        assertFalse(ann.ledger().contains("secret of bob"), ann.ledger());
        assertFalse(isOnDisk("secret of bob"), "neither in the log nor in a snapshot");
        world.restart();
        ann.sync();
        assertNotNull(bob.rewound(), "the device is not known any more");
        assertEquals(List.of(), world.alarms);
    }

    @Test
    void ofAnErasedUserNoRowIsKeptIntoWhichSeveralHadMerged() {
        Space space = world.server.space("team");
        space.load("CREATE TABLE sums (id TEXT CONSTRAINT sync_update_wins PRIMARY KEY,"
                + " n INTEGER COUNTER)");
        space.execute("INSERT INTO sums VALUES ('s', 0)");
        ann.sync();
        bob.sync();
        bob.commit(more(bob, 3)).sync();
        ann.commit(more(ann, 4)).sync();
        assertEquals("(7)", read("SELECT n FROM sums"));
        ann.commit(ann.delete("sums", "s")).sync();
        assertEquals("(1)", read("SELECT count(*) FROM syncdb_deleted"));
        space.erase("bob");
        assertEquals("(0)", read("SELECT count(*) FROM syncdb_deleted"), "3 of 7 are Bob's");
    }

    @Test
    void ofAnErasedUserNoHistoryOfATextIsKeptInWhichOthersWroteToo() {
        Space space = world.server.space("team");
        space.load("CREATE TABLE texts (id TEXT PRIMARY KEY, body TEXT MERGED)");
        space.execute("INSERT INTO texts VALUES ('t1', 'buy milk'), ('t2', 'buy milk')");
        ann.sync();
        bob.sync();
        bob.commit(bob.update("texts", "t1", 1, "buy milk for bob")).sync();
        ann.commit(ann.update("texts", "t2", 1, "buy milk for ann")).sync();
        space.execute("UPDATE texts SET body = body || '!'");
        assertEquals("(4)", read("SELECT count(*) FROM syncdb_texts"));
        space.erase("bob");
        assertEquals("(2)", read("SELECT count(*) FROM syncdb_texts"), "those of one text");
        space.execute("DELETE FROM texts");
        assertEquals("(0)", read("SELECT count(*) FROM syncdb_texts"));
    }

    private static Change more(TestClient client, long increment) {
        RowName row = ((Change.Update) client.update("sums", "s", 1, "")).row();
        Cell cell = new Cell(1, null, Value.of(increment), true);
        return new Change.Update(row, List.of(cell), Bytes.EMPTY);
    }

    @Test
    void ofAnErasedUserNoRowThatWasDeletedIsKept() {
        TestClient eve = new TestClient(world, "team", "eve", 3);
        space().load("CREATE TABLE notes (id TEXT CONSTRAINT sync_update_wins PRIMARY KEY, text)");
        for (String id : List.of("n1", "n2", "n3")) {
            ann.commit(ann.insert("notes", id, "of ann"));
        }
        ann.sync();
        bob.sync();
        eve.sync();
        bob.commit(bob.update("notes", "n1", 1, "secret of bob")).sync();
        ann.sync();
        for (String id : List.of("n1", "n2", "n3")) {
            ann.commit(ann.delete("notes", id));
        }
        ann.sync();
        assertEquals("(3)", read("SELECT count(*) FROM syncdb_deleted"));
        space().erase("bob");
        assertEquals("(2)", read("SELECT count(*) FROM syncdb_deleted"), "those of ann alone");
        eve.commit(eve.update("notes", "n1", 1, "late"), eve.update("notes", "n2", 1, "late"));
        eve.sync();
        ann.sync();
        assertEquals("('n2', 'late')", read("SELECT * FROM notes"), "which can come back");
        assertEquals(
                "('[\"n1\"]', NULL, " + ann.number + ", 'late')",
                read("SELECT row_key, stored_value, stored_by, incoming_value"
                        + " FROM syncdb_conflicts WHERE winner = 'stored'"));
        assertTrue(ann.ledger().contains("'late'"), "who deleted it has the record, too");
    }

    private Change said(int column, String value) {
        return said(1, column, value);
    }

    private static Change said(long id, int column, String value) {
        return new Change.Update(
                new RowName(ConflictTable.NAME, Key.of(id), id),
                List.of(new Cell(column, null, Value.of(value))),
                Bytes.EMPTY);
    }

    private static ErrorCode code(TestClient client) {
        Rejection rejection = client.sync().outcomes().get(0).rejection();
        assertNotNull(rejection);
        return rejection.code();
    }

    /** As a policy does that leaves it to people. */
    private void setStatus(String status) {
        space().write(session -> session.execute(
                "UPDATE syncdb_conflicts SET status = ? WHERE status = 'AUTO'", status));
    }
}
