package dev.syncdb.testkit.world.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.change.Cursor;
import dev.syncdb.testkit.world.oracle.ReplicaView.Standing;
import dev.syncdb.testkit.world.stage.Word;

import org.junit.jupiter.api.Test;

/** The session guarantees, each kept and broken by hand. */
final class ReplicaViewTest {
    private static final long LINE = 1;

    private final OracleStage scene = new OracleStage();
    private final Database phone = scene.database();
    private final ReplicaView view =
            new ReplicaView(scene.stage, "ann's phone", scene.ann, scene.model);

    private void open() {
        scene.start();
        view.opened(phone, standing(0), null);
        phone.observe(view::published);
    }

    private Cursor head() {
        return new Cursor(LINE, scene.model.version());
    }

    private Standing standing(int pending) {
        return new Standing(head(), true, pending, 0);
    }

    /** Ben writes something, on what he has seen, and the server takes it in. */
    private Word byBen(int... basis) {
        Word word = scene.safe(scene.ben);
        word.setBasis(basis);
        OracleStage.insert(scene.server, word);
        return word;
    }

    @Test
    void whoSeesAllUpToTheirVersionIsInOrder() {
        open();
        Word word = byBen();
        OracleStage.insert(phone, word);
        view.check(standing(0));
        assertEquals("", scene.broken());
        assertEquals(1, view.basis()[scene.ben.index()]);
    }

    @Test
    void aWordThatGoesAwayIsNoticed() {
        open();
        OracleStage.insert(phone, byBen());
        view.check(standing(0));
        phone.execute("DELETE FROM world_words");
        view.check(standing(1));
        assertTrue(scene.broken().contains("does not see ben-1 any more"), scene.broken());
    }

    @Test
    void aPromisedWordThatIsNotSeenIsNoticed() {
        open();
        scene.safe(scene.ann);
        view.check(standing(1));
        assertEquals(
                "CAUSAL: ann's phone does not see ann-1, which was written there;"
                        + " 1 are hidden and 0 held",
                scene.broken());
    }

    @Test
    void aPromisedWordMayBeHeldOrRefused() {
        open();
        Word refused = scene.safe(scene.ann);
        refused.reject();
        scene.safe(scene.ann);
        view.check(new Standing(head(), true, 1, 1));
        assertEquals("", scene.broken());
    }

    @Test
    void aLaterWordWithoutAnEarlierOneIsNoticed() {
        open();
        byBen();
        OracleStage.insert(phone, byBen());
        view.check(standing(1));
        assertTrue(
                scene.broken().contains("sees ben-2, but not ben-1, which came before it"),
                scene.broken());
    }

    @Test
    void aWordWithoutWhatItsAuthorHadSeenIsNoticed() {
        open();
        Word seen = scene.safe(scene.ann);
        seen.waive("this phone knows nothing of it");
        OracleStage.insert(scene.server, seen);
        OracleStage.insert(phone, byBen(1, 0));
        view.check(standing(1));
        assertTrue(
                scene.broken().contains("sees ben-1, but not ann-1, which its author had seen"),
                scene.broken());
    }

    @Test
    void whatWasRolledBackOrIsOfAnotherSpaceIsNoticed() {
        open();
        Word undone = scene.stage.ledger().next(scene.ann, 0);
        undone.tell(Word.Told.UNDONE);
        OracleStage.insert(phone, undone);
        Word foreign = scene.safe(scene.stage.ledger().enter("carl", "space2", false));
        OracleStage.insert(phone, foreign);
        view.check(standing(1));
        assertTrue(scene.broken().contains("sees ann-1, which was rolled back"));
        assertTrue(scene.broken().contains("sees carl-1 of another space"));
    }

    @Test
    void aStateThatTheServerNeverHadIsNoticed() {
        open();
        OracleStage.insert(phone, byBen());
        phone.write(session -> {
            session.execute("DELETE FROM world_lefts");
            return session.execute("DELETE FROM world_rights");
        });
        view.check(standing(0));
        assertTrue(scene.broken().contains("CONVERGES: ann's phone at version"), scene.broken());
    }

    @Test
    void nothingIsPromisedWhileAllIsFetchedAnew() {
        open();
        byBen();
        view.check(new Standing(head(), false, 0, 0));
        assertEquals("", scene.broken());
    }

    @Test
    void aPhoneThatIsSetUpFromABackupMayHaveLostItsOwnWords() {
        open();
        Word lost = scene.safe(scene.ann);
        view.opened(phone, standing(0), "it was set up from a backup");
        assertEquals("", scene.broken());
        assertEquals("it was set up from a backup", lost.waived());
    }

    @Test
    void aStrandedPhoneIsJudgedAgainOnceItHasBegunAgain() {
        open();
        OracleStage.insert(phone, byBen());
        view.check(standing(0));
        view.strand();
        phone.execute("DELETE FROM world_words");
        view.check(new Standing(new Cursor(LINE, head().version() + 1), true, 0, 0));
        assertEquals("", scene.broken(), "it does not know yet");
        view.check(standing(0));
        assertTrue(scene.broken().contains("does not see ben-1"), scene.broken());
    }
}
