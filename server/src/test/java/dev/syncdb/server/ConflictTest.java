package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Outcome.Kind;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

final class ConflictTest extends Team {
    private static final int TITLE = 2;
    private static final int DONE = 3;

    @BeforeEach
    void share() {
        shareTask();
    }

    @Test
    void theLaterEditStaysWhicheverArrivesFirst() {
        world.millis += 60_000;
        ann.commitAged(1_000, ann.update("tasks", "t1", TITLE, "late"));
        bob.commitAged(9_000, bob.update("tasks", "t1", TITLE, "early"));
        ann.sync();
        Answer answer = bob.sync();
        assertEquals(1, answer.outcomes().get(0).differing().size(), "bob hears that he lost");
        assertEquals("tasks ('t1')#1=('t1', NULL, 'late', 0, 1)\n", bob.show());
        ann.sync();
        assertEquals(bob.show(), ann.show());
        assertEquals(
                "(1, 'UPDATE_UPDATE', 'tasks', '[\"t1\"]', 1, 'title', 'LWW', 'AUTO', 5, 1, 'milk',"
                        + " 'stored', 'late', 1, 'ann', 6, 1059000, 'early', 2, 'bob', 7, 1051000,"
                        + " NULL, NULL, NULL, 1060000, NULL, NULL, NULL, NULL, NULL)\n",
                world.show("team", "syncdb_conflicts"));
    }

    @Test
    void anOutcomeCountsTheConflictsOnWhicheverSide() {
        world.millis += 60_000;
        ann.commitAged(9_000, ann.update("tasks", "t1", TITLE, "early"));
        bob.commitAged(1_000, bob.update("tasks", "t1", TITLE, "late"));
        ann.commit(ann.insert("tasks", "t2", null, "eggs", 0, 1));
        Answer first = ann.sync();
        assertEquals(Kind.APPLIED, first.outcomes().get(0).kind());
        assertEquals(Kind.APPLIED, first.outcomes().get(1).kind());
        Outcome won = bob.sync().outcomes().get(0);
        assertEquals(Kind.CONFLICT, won.kind());
        assertEquals(1, won.conflicts());
        assertEquals(0, won.differing().size(), "it was applied as it is; ann's gave way");
    }

    @Test
    void aRowThatWasReplacedIsLeftAndTheOutcomeSaysSo() {
        bob.commit(bob.delete("tasks", "t1")).sync();
        bob.commit(bob.insert("tasks", "t1", null, "other", 0, 1)).sync();
        ann.commit(ann.delete("tasks", "t1"));
        Outcome outcome = ann.sync().outcomes().get(0);
        assertEquals(Kind.MERGED, outcome.kind());
        assertEquals(bob.show(), ann.show());
    }

    @Test
    void anEditCannotBeOlderThanWhatItsAuthorHadSeen() {
        world.millis += 60_000;
        ann.commit(ann.update("tasks", "t1", TITLE, "from ann")).sync();
        bob.sync();
        world.millis += 60_000;
        ann.commitAged(10_000, ann.update("tasks", "t1", TITLE, "again ann"));
        bob.commitAged(999_999_999, bob.update("tasks", "t1", TITLE, "from bob"));
        ann.sync();
        bob.sync();
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("'from bob', 2, 'bob', 8, 1060000, 0,"), ledger);
    }

    @Test
    void anEditCannotBeMadeInTheFuture() {
        world.millis += 60_000;
        ann.commitAged(-999_999, ann.update("tasks", "t1", TITLE, "from ann")).sync();
        world.millis += 1;
        bob.commit(bob.update("tasks", "t1", TITLE, "from bob")).sync();
        assertTrue(bob.show().contains("from bob"));
        assertTrue(world.show("team", "syncdb_conflicts").contains("'incoming'"));
    }

    @Test
    void commitTimeNeverGoesBackAndNoClientGoesBackBehindItself() {
        world.millis += 60_000;
        ann.commit(ann.update("tasks", "t1", TITLE, "a")).sync();
        world.millis -= 50_000;
        bob.sync();
        bob.commit(bob.update("tasks", "t1", TITLE, "b")).sync();
        assertEquals(1_060_000, bob.cursor.commitMillis());
        ann.sync();
        ann.commitAged(1_000_000, ann.update("tasks", "t1", TITLE, "c"));
        ann.sync();
        assertTrue(world.show("team", "syncdb_clients").contains("1060000"));
    }

    /** T34: what was there before travels when two edits clash, and only then. */
    @Test
    void aTransactionThatClashesWaitsForWhatItsAuthorSaw() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        bob.commit(bob.update("tasks", "t1", DONE, 1));
        bob.commit(bob.update("tasks", "t1", TITLE, "eggs"));
        bob.commit(bob.insert("tasks", "t2", null, "tea", 0, 1));
        Answer asks = bob.ask();
        assertEquals(1, asks.lastTx(), "what is before it is judged, what is behind it waits");
        assertEquals(List.of(new Wanted(2, List.of(new CellPlace(0, TITLE)))), asks.wanted());
        assertEquals(asks, bob.ask(), "the server remembers nothing of it");
        assertEquals("", world.show("team", "syncdb_conflicts"));
        world.restart();
        assertEquals(asks.wanted(), bob.ask().wanted());

        assertEquals(3, bob.sync().lastTx());
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(
                ledger.contains("'title', 'LWW', 'AUTO', 5, 1, 'milk', 'incoming', 'bread'"),
                ledger);
    }

    /** Else a phone that was away all day would need a request for each of its edits. */
    @Test
    void allTransactionsThatClashAreAskedAboutAtOnce() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread"));
        ann.commit(ann.update("tasks", "t1", DONE, 1));
        ann.sync();
        bob.commit(bob.update("tasks", "t1", TITLE, "eggs"));
        bob.commit(bob.insert("tasks", "t2", null, "tea", 0, 1));
        bob.commit(bob.update("tasks", "t1", DONE, 2));
        Answer asks = bob.ask();
        assertEquals(0, asks.lastTx());
        assertEquals(
                List.of(
                        new Wanted(1, List.of(new CellPlace(0, TITLE))),
                        new Wanted(3, List.of(new CellPlace(0, DONE)))),
                asks.wanted());
        bob.receive(asks);
        Answer judged = bob.ask();
        assertEquals(3, judged.lastTx());
        assertEquals(List.of(), judged.wanted());
        assertEquals(
                2, judged.outcomes().stream().mapToInt(each -> each.conflicts()).sum());
    }

    @Test
    void whoDoesNotKnowWhatWasThereIsJudgedWithout() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        bob.commit(bob.update("tasks", "t1", TITLE, "eggs"));
        CellPlace cell = bob.ask().wanted().get(0).cells().get(0);
        bob.bases = List.of(new Bases(1, List.of(new BaseValue(cell, null))));
        Answer answer = bob.ask();
        assertEquals(1, answer.lastTx());
        assertEquals(List.of(), answer.wanted());
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("'title', 'LWW', 'AUTO', 5, 0, NULL, 'incoming'"), ledger);
    }

    @Test
    void answersToWhatNobodyAskedChangeNothing() {
        BaseValue nonsense = new BaseValue(new CellPlace(7, 99), Value.of("x"));
        bob.bases = List.of(new Bases(1, List.of(nonsense)));
        bob.commit(bob.update("tasks", "t1", TITLE, "eggs"));
        assertEquals(1, bob.ask().lastTx());
        ann.commit(ann.update("tasks", "t1", DONE, 1)).sync();
        assertEquals("", world.show("team", "syncdb_conflicts"));
    }

    @Test
    void whatIsRejectedAnywayIsAskedForNothing() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        bob.commit(bob.update("tasks", "t1", TITLE, "eggs"), bob.insert("tasks", "t2", "none"));
        Answer answer = bob.ask();
        assertEquals(List.of(), answer.wanted());
        assertEquals(1, answer.lastTx());
    }

    @Test
    void editsOfDifferentCellsBothStayWithoutARecord() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread"));
        bob.commit(bob.update("tasks", "t1", DONE, 1));
        ann.sync();
        bob.sync();
        ann.sync();
        assertEquals("tasks ('t1')#1=('t1', NULL, 'bread', 1, 1)\n", ann.show());
        assertEquals(ann.show(), bob.show());
        assertEquals("", world.show("team", "syncdb_conflicts"));
    }

    @Test
    void deleteWinsOverAnEditThatHadNotSeenIt() {
        ann.commit(ann.delete("tasks", "t1")).sync();
        bob.commit(bob.update("tasks", "t1", TITLE, "bread")).sync();
        assertEquals("", bob.show());
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("'UPDATE_DELETE'"), ledger);
        assertTrue(ledger.contains("'bread'"), "the edit that gave way is kept: " + ledger);
    }

    @Test
    void aDeleteThatHadNotSeenAnEditWinsAndKeepsIt() {
        ann.commit(ann.update("tasks", "t1", TITLE, "bread")).sync();
        bob.commit(bob.delete("tasks", "t1")).sync();
        ann.sync();
        assertEquals("", ann.show());
        String ledger = world.show("team", "syncdb_conflicts");
        assertTrue(ledger.contains("'DELETE_UPDATE'") && ledger.contains("bread"), ledger);
        assertTrue(ledger.contains("1, '(''t1'', NULL, ''milk'', 0, 1)', 'incoming'"), ledger);
    }

    @Test
    void anEditOfARowThatWasDeletedAndMadeAnewDoesNotTouchTheNewOne() {
        ann.commit(ann.delete("tasks", "t1")).sync();
        ann.commit(ann.insert("tasks", "t1", null, "new", 0, 1)).sync();
        bob.commit(bob.update("tasks", "t1", TITLE, "stale")).sync();
        assertEquals("tasks ('t1')#2=('t1', NULL, 'new', 0, 1)\n", bob.show());
        ann.sync();
        assertEquals(bob.show(), ann.show());
    }

    @Test
    void theSecondOfTwoRowsWithOneKeyIsRejected() {
        ann.commit(ann.insert("tasks", "t2", null, "first", 0, 1));
        bob.commit(bob.insert("tasks", "t2", null, "second", 0, 1));
        ann.sync();
        Answer answer = bob.sync();
        assertEquals(ErrorCode.PRIMARY_KEY, answer.outcomes().get(0).rejection().code());
        ann.sync();
        assertEquals(ann.show(), bob.show());
    }
}
