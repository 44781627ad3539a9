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
