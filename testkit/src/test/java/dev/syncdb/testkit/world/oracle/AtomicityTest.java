package dev.syncdb.testkit.world.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class AtomicityTest {
    private static final String PURSE =
            "INSERT INTO world_purses (owner, id, coins) VALUES (?, ?, ?)";

    private final OracleStage scene = new OracleStage();

    @Test
    void bothHalvesInOneCommitAreWhole() {
        scene.start();
        scene.server.write(session -> {
            session.execute("UPDATE world_lefts SET word = 'ann-1' WHERE id = 2");
            session.execute("UPDATE world_rights SET word = 'ann-1' WHERE id = 2");
            session.execute(PURSE, "ann", 1, 30);
            return session.execute(PURSE, "ann", 2, 70);
        });
        assertEquals("", scene.broken());
    }

    @Test
    void halfARegisterIsNoticed() {
        scene.start();
        scene.server.execute("UPDATE world_lefts SET word = 'ann-1' WHERE id = 2");
        assertTrue(scene.broken().contains("shows register (2) in parts"), scene.broken());
    }

    @Test
    void coinsThatGoMissingAreNoticed() {
        scene.start();
        scene.server.execute(PURSE, "ann", 1, 100);
        assertTrue(scene.broken().contains("100 coins in 1 purses of 'ann'"), scene.broken());
        scene.server.execute(PURSE, "ann", 2, 1);
        assertTrue(scene.broken().contains("101 coins in 2 purses"), scene.broken());
    }

    @Test
    void aTallyThatMiscountsOrMissesAWordIsNoticed() {
        scene.start();
        scene.server.execute("UPDATE world_tallies SET words = 1 WHERE id = 2");
        assertTrue(scene.broken().contains("counts 1 words in tally (2), which 0 name"));
        scene.server.execute("INSERT INTO world_words VALUES ('ann-1', 2)");
        scene.server.execute("UPDATE world_tallies SET members = '[\"bob-1\"]' WHERE id = 2");
        assertTrue(scene.broken().contains("misses"), scene.broken());
        assertTrue(scene.broken().contains("ann-1"), scene.broken());
        scene.server.execute("UPDATE world_tallies SET members = '[\"ann-1\"]',"
                + " steps = '[\"ann-1\",\"ann-1\"]', notes = '{\"ann-1\":1}' WHERE id = 2");
        assertTrue(scene.broken().contains("lists 'ann-1' twice"), scene.broken());
        Reading reading = new Reading(scene.stage, java.util.List.of());
        scene.server.execute("UPDATE world_tallies SET words = 7 WHERE id = 2");
        reading.read("cid", scene.server, Mirror.of(scene.server));
        assertTrue(scene.broken().contains("cid has 1 wrong tallies"), scene.broken());
    }

    @Test
    void aReaderThatFindsPartsIsNoticed() {
        scene.model.started(scene.server);
        scene.server.execute("UPDATE world_lefts SET word = 'ann-1' WHERE id = 2");
        scene.server.execute(PURSE, "ann", 1, 5);
        Reading reading = new Reading(scene.stage, java.util.List.of());
        reading.read("ann", scene.server, Mirror.of(scene.server));
        assertEquals(
                "ATOMIC: ann counts 5 coins of 1 owners, and 1 torn registers", scene.broken());
    }
}
