package dev.syncdb.lab.exhaustive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.exhaustive.Schedule.Move;
import dev.syncdb.lab.exhaustive.Schedule.Move.Kind;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes, edits and inserts of one row, of children and of parents, by two phones and the server's
 * own code, in all orders of delivery. Of the larger worlds, which are millions, the build plays
 * some.
 */
class ExhaustiveTest {
    /** A prime, so that it meets all kinds of worlds. */
    private static final int EVERY_OF_TWO = 11;

    private static final int EVERY_OF_FOUR = 49_999;

    @Test
    void allReplicasAgreeAndNoValueIsLost() {
        long worlds = 0;
        for (Menu menu : Menu.all()) {
            Exhaustion small = Exhaustion.of(menu, 2, EVERY_OF_TWO);
            Exhaustion large = Exhaustion.of(menu, 4, EVERY_OF_FOUR);
            worlds += small.played() + large.played();
            assertTrue(large.played() > 0 && small.values() > 0, menu.name());
        }
        System.out.println("exhaustive: " + worlds + " worlds");
        assertTrue(worlds > 0);
    }

    /** A held move of a child to another parent, and a delete by who did not see that. */
    @Test
    void theWorldInWhichAHeldEditWasLostHolds() {
        Menu menu = Menu.all().stream()
                .filter(each -> each.name().equals("REFERENCES sync_resurrect_parent "))
                .findFirst()
                .orElseThrow();
        Move deliver = new Move(Kind.DELIVER, 0, 0);
        List<Move> moves = List.of(
                new Move(Kind.MAKE, 0, 0),
                new Move(Kind.MAKE, Schedule.BACKEND, 3),
                new Move(Kind.MAKE, 0, 1),
                deliver,
                new Move(Kind.MAKE, 0, 2),
                deliver,
                deliver);
        assertEquals(2, SmallWorld.play(menu, moves).values());
    }

    /** The first edit moves a child to another parent, which is refused; the child goes then. */
    @Test
    void theWorldInWhichAChildWentThatItsAuthorHadMovedHolds() {
        Menu menu = Menu.all().stream()
                .filter(each -> each.name().equals("REFERENCES sync_reject ON DELETE CASCADE"))
                .findFirst()
                .orElseThrow();
        Move deliver = new Move(Kind.DELIVER, 0, 0);
        List<Move> moves = List.of(
                new Move(Kind.MAKE, 0, 1),
                new Move(Kind.MAKE, 0, 1),
                new Move(Kind.MAKE, 0, 2),
                new Move(Kind.MAKE, Schedule.BACKEND, 3),
                deliver,
                deliver,
                deliver);
        assertTrue(SmallWorld.play(menu, moves).values() > 0);
    }

    @Test
    void theWorldsOfTwoOperationsAreAllDifferent() {
        Set<List<Move>> worlds = new HashSet<>();
        Schedule.forEach(2, 1, world -> {
            assertTrue(worlds.add(world), world.toString());
            return Integer.MAX_VALUE;
        });
        assertEquals(10, worlds.size());
        assertTrue(worlds.contains(List.of(
                new Move(Kind.MAKE, 0, 0),
                new Move(Kind.MAKE, 1, 0),
                new Move(Kind.DELIVER, 1, 0),
                new Move(Kind.DELIVER, 0, 0))));
    }

    @Test
    void whatCanHappenAtOnceHappensInOneOrder() {
        Schedule.forEach(3, 1, world -> {
            for (int i = 1; i < world.size(); i++) {
                Move before = world.get(i - 1);
                Move move = world.get(i);
                boolean couldComeFirst = before.kind() == Kind.DELIVER
                        && move.kind() == Kind.MAKE
                        && move.replica() != before.replica()
                        && move.replica() != Schedule.BACKEND;
                assertFalse(couldComeFirst, world.toString());
                assertFalse(
                        move.kind() == Kind.PULL && before.replica() == move.replica(),
                        "no news: " + world);
            }
            return Integer.MAX_VALUE;
        });
    }

    @Test
    void worldsThatBeginWithWhatCameToNothingAreLeftOut() {
        List<List<Move>> worlds = new ArrayList<>();
        Schedule.forEach(2, 2, world -> {
            worlds.add(world);
            return 1;
        });
        assertEquals(
                List.of(
                        new Move(Kind.MAKE, Schedule.BACKEND, 0),
                        new Move(Kind.MAKE, 0, 0),
                        new Move(Kind.MAKE, Schedule.BACKEND, 1),
                        new Move(Kind.MAKE, 0, 1)),
                worlds.stream().map(world -> world.get(0)).toList());
    }

    @Test
    void aValueThatIsNowhereIsNoticed() {
        Values values = new Values();
        assertEquals("SET a = 'v1'", values.next("SET a = '{value}'"));
        values.made("", "('v1')");
        assertEquals("SET a = 'v2'", values.next("SET a = '{value}'"));
        values.made("", "('v2')");
        values.requireAllIn("('v1')\n('v2')");
        assertThrows(AssertionError.class, () -> values.requireAllIn("('v2')"));
        values.next("DELETE");
        values.made("('v1')", "");
        values.requireAllIn("('v2')");
        assertEquals(2, values.count());
        values.next("SET n = n + {bit}");
        values.made("(0)", "(" + (1 << 24) + ")");
        values.requireAllIn("'v2', " + ((1 << 24) + (1 << 25)));
        assertThrows(AssertionError.class, () -> values.requireAllIn("'v2', " + (1 << 25)));
    }

    @Test
    void theCommandSaysHowManyWorldsHeld() {
        assertEquals(
                "{\"operations\":1,\"every\":3,\"worlds\":2,\"menus\":{\"COUNTER\":"
                        + "{\"worlds\":6,\"played\":2,\"values\":1}}}",
                run("--operations", "1", "--every", "3", "--menu", "COUNTER", "--json"));
        assertTrue(run("--operations", "1", "--menu", "COUNTER")
                .startsWith("COUNTER: 6 of 6 worlds hold"));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> run("--operations", "0"));
        assertThrows(IllegalArgumentException.class, () -> run("--operations", "x"));
        assertThrows(IllegalArgumentException.class, () -> run("--never", "1"));
        assertThrows(IllegalArgumentException.class, () -> run("--every"));
        assertThrows(IllegalArgumentException.class, () -> run("--menu", "none such"));
    }

    private static String run(String... words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(0, ExhaustiveCommand.run(List.of(words), out, System.err));
        return bytes.toString(StandardCharsets.UTF_8).trim();
    }
}
