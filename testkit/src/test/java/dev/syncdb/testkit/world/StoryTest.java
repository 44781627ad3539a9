package dev.syncdb.testkit.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.testkit.fault.Broken;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.fault.Sabotage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class StoryTest {
    /** Deletes never reach anybody. */
    private static final class NoDeletes implements Sabotage {
        @Override
        public byte[] answer(byte[] request, byte[] real) {
            if (!(ResponseCodec.decode(real) instanceof Answer answer)) {
                return real;
            }
            List<Change> changes = new ArrayList<>(answer.page().changes());
            changes.removeIf(change -> change instanceof Change.Delete);
            return ResponseCodec.encode(
                    answer.showing(new Page(changes, answer.page().next())));
        }
    }

    private static final World BROKEN = World.of("CREATE TABLE notes (id INTEGER PRIMARY KEY);")
            .edit(
                    5,
                    (client, random) ->
                            client.execute("INSERT INTO notes VALUES (?)", random.below(1_000)))
            .edit((client, random) -> client.execute("DELETE FROM notes"))
            .clients(4)
            .faults(Fault.DROPPED, Fault.CUT)
            .sabotage(NoDeletes::new);

    private static long failing() {
        for (long seed = 1; ; seed++) {
            List<Broken> broken = BROKEN.run(seed).broken();
            if (!broken.isEmpty() && broken.get(0).promise() == Promise.CONVERGES) {
                return seed;
            }
        }
    }

    @Test
    void aFailingRunIsMadeAFewSteps() {
        Story story = BROKEN.shrink(failing());
        assertFalse(story.report().held());
        assertEquals(Promise.CONVERGES, story.report().broken().get(0).promise());
        assertTrue(story.steps().size() <= 12, story::toString);
        String text = story.toString();
        assertTrue(text.contains(" writes"), text);
        assertTrue(text.contains("what happens then:"), text);
        assertTrue(text.contains("is written"), text);
        assertTrue(text.contains("CONVERGES: "), text);
    }

    @Test
    void anAssertionTellsTheStory() {
        long seed = failing();
        AssertionError error =
                assertThrows(AssertionError.class, () -> BROKEN.assertHolds(seed, seed));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("seed " + seed + " BROKE"), message);
        assertTrue(message.contains("made as small as"), message);
    }

    @Test
    void thereIsNoStoryOfARunThatHeld() {
        World sound = World.standard().operations(10).faults(java.util.Set.of());
        assertThrows(IllegalArgumentException.class, () -> sound.shrink(1));
    }
}
