package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.testkit.log.ForgetfulLog;

import org.junit.jupiter.api.Test;

import java.util.function.Predicate;

final class OraclesTest {
    @Test
    void aHealthyFleetBreaksNothing() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        assertTrue(fleet.write(1, "one"));
        assertTrue(fleet.write(2, "two"));
        fleet.sync();
        assertEquals("", fleet.judged());
        assertEquals(1, fleet.stage.ledger().timesPublished("one"));
    }

    @Test
    void aPhoneThatDoesNotUploadIsNoticed() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        fleet.write(1, "kept");
        assertNoticed(
                fleet, "phone1 differs", "phone1 still has 1 pending", "kept was acknowledged");
    }

    @Test
    void aPhoneThatDoesNotDownloadIsNoticed() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        fleet.write(1, "news");
        fleet.phone(1).sync();
        fleet.rest();
        assertNoticed(fleet, "phone2 differs", "not [('news')] but []");
    }

    @Test
    void aLostWordIsNoticed() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        fleet.stage.ledger().acknowledged("ghost");
        assertNoticed(fleet, "ghost was acknowledged, and is lost");
    }

    @Test
    void aDoubleApplicationIsNoticed() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        fleet.write(1, "echo");
        fleet.sync();
        fleet.stage.ledger().published("echo");
        assertNoticed(fleet, "echo was applied 2 times");
    }

    @Test
    void aRefusalOfWhatWasAppliedIsNoticed() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        fleet.write(1, "same");
        fleet.write(2, "same");
        fleet.sync();
        assertNoticed(fleet, "same was applied, and then refused as if it were new");
    }

    @Test
    void aSpoiledStoreIsNoticed() {
        Fleet fleet = new Fleet(forgetting(change ->
                change instanceof Change.Insert insert && insert.row().table().equals("tasks")));
        fleet.server.write(session -> {
            session.execute("INSERT INTO tasks (id, title) VALUES (1, 'parent')");
            session.execute("INSERT INTO comments (task, body) VALUES (1, 'child')");
            return "";
        });
        restart(fleet);
        assertNoticed(fleet, "the server's store: ", "comments");
    }

    @Test
    void aServerThatForgetsWhomItAnsweredIsNoticed() {
        Fleet fleet = new Fleet(forgetting(change -> change instanceof Change.Update update
                        && update.row().table().equals("syncdb_clients")
                || change instanceof Change.Insert insert
                        && insert.row().table().equals("syncdb_outcomes")));
        fleet.write(1, "once");
        fleet.phone(1).sync();
        fleet.stage.step();
        restart(fleet);
        fleet.sync();
        assertNoticed(fleet, "phone1 begins again: ");
    }

    @Test
    void ofManyRowsThatDifferAFewAreShown() {
        Fleet fleet = new Fleet(Sabotage.NONE);
        for (int i = 0; i < 9; i++) {
            fleet.write(1, "word" + i);
        }
        assertNoticed(fleet, "not [] but [('word0'), ", "] and 4 more");
    }

    private static void restart(Fleet fleet) {
        fleet.server.crashSoon(1);
        assertFalse(fleet.server.write(
                session -> session.execute("INSERT INTO words VALUES ('last')") + ""));
        fleet.rest();
        assertEquals(1, fleet.times(Fault.CRASH_SERVER), "it died, and starts again");
    }

    private static void assertNoticed(Fleet fleet, String... expected) {
        String broken = fleet.judged();
        for (String words : expected) {
            assertTrue(broken.contains(words), () -> "'" + words + "' is missing in: " + broken);
        }
    }

    /** A log that loses some changes of each frame. */
    private static Sabotage forgetting(Predicate<Change> lost) {
        return new Sabotage() {
            @Override
            public CommitLog log(CommitLog real) {
                return new ForgetfulLog(real, lost);
            }
        };
    }
}
