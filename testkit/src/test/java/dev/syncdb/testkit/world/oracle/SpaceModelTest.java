package dev.syncdb.testkit.world.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.testkit.world.stage.Word;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SpaceModelTest {
    private final OracleStage scene = new OracleStage();

    @Test
    void theModelFollowsWhatIsPublished() {
        scene.start();
        OracleStage.insert(scene.server, scene.safe(scene.ann));
        long version = scene.model.version();
        scene.server.execute("UPDATE world_purses SET coins = 0");
        scene.server.execute("DELETE FROM world_words");
        assertEquals(Mirror.of(scene.server).digest(), scene.model.mirror().digest());
        assertEquals(1, scene.model.at(version).count(ProbeTables.WORDS), "at any version");
        assertEquals("", scene.broken());
    }

    @Test
    void aWordThatIsTakenInTwiceIsNoticed() {
        scene.start();
        Word word = scene.safe(scene.ann);
        OracleStage.insert(scene.server, word);
        scene.server.execute("DELETE FROM world_words");
        OracleStage.insert(scene.server, word);
        assertEquals("ONCE: ann-1 was applied 2 times", scene.broken());
    }

    @Test
    void aWordThatIsInNoListIsCountedInTheRegisters() {
        scene.start();
        Word word = scene.stage.ledger().next(scene.ann, 0);
        for (int id = 1; id <= 2; id++) {
            int register = id;
            scene.server.write(session -> {
                session.execute(
                        "UPDATE world_lefts SET word = ? WHERE id = ?", word.text(), register);
                return session.execute(
                        "UPDATE world_rights SET word = ? WHERE id = ?", word.text(), register);
            });
        }
        assertEquals("ONCE: ann-1 was applied 2 times", scene.broken());
    }

    @Test
    void whatWasRefusedOrRolledBackMayNotBeTakenIn() {
        scene.start();
        Word refused = scene.safe(scene.ann);
        refused.reject();
        OracleStage.insert(scene.server, refused);
        Word undone = scene.stage.ledger().next(scene.ann, 0);
        undone.tell(Word.Told.UNDONE);
        OracleStage.insert(scene.server, undone);
        assertEquals(
                "ONCE: ann-1 was refused, and then applied;"
                        + " ONCE: ann-2 was taken in, but nobody wrote it",
                scene.broken());
    }

    @Test
    void aServerThatComesBackFurtherIsCaughtUpWith() {
        scene.model.started(scene.server);
        OracleStage.insert(scene.server, scene.safe(scene.ann));
        scene.model.started(scene.server);
        assertEquals("", scene.broken());
        assertEquals(Mirror.of(scene.server).digest(), scene.model.mirror().digest());
        assertTrue(scene.model.isUnseen(scene.model.version()), "nobody saw it step by step");
        assertEquals(1, scene.ann.published().size());
    }

    @Test
    void aServerThatComesBackBehindOrDifferentIsNoticed() {
        scene.start();
        OracleStage.insert(scene.server, scene.safe(scene.ann));
        OracleStage other = new OracleStage();
        scene.model.started(other.server);
        assertTrue(scene.broken().contains("KEPT: the server published version"), scene.broken());
        assertEquals(0, scene.ann.published().size(), "what is gone was never taken in");
    }

    @Test
    void afterItWasPutBackTheServerMayBeBehind() {
        scene.start();
        Word word = scene.safe(scene.ann);
        OracleStage.insert(scene.server, word);
        OracleStage other = new OracleStage();
        assertEquals(List.of(word), scene.model.restored(other.server));
        scene.model.started(other.server);
        assertEquals("", scene.broken());
        assertEquals(List.of(), scene.model.restored(other.server), "nothing more is lost");
    }
}
