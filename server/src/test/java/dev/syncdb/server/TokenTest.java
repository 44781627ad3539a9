package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.syncdb.change.Cursor;
import dev.syncdb.sync.encoding.TokenText;
import dev.syncdb.sync.message.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A token names a state of a space, and keeps its meaning as long as the history that has it. */
final class TokenTest {
    private static final long STRANGE_LINE = 12;

    @TempDir
    Path folder;

    private TestServer world;
    private TestClient ann;

    @BeforeEach
    void open() {
        world = new TestServer(folder);
        ann = new TestClient(world, "team", "ann", 1);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aTokenTakenAfterAWriteNamesAStateWithIt() {
        Space team = world.server().space("team");
        assertEquals(Cursor.START, state(team), "nothing was written yet");
        ann.sync();
        team.execute("INSERT INTO projects VALUES ('p', 'home')");
        Cursor written = state(team);
        assertEquals(written, ann.sync().cursor().cursor(), "who hears all has that state");
        team.execute("DELETE FROM projects");
        assertEquals(written.version() + 1, state(team).version());
        assertEquals(written.line(), state(team).line());
    }

    @Test
    void aServerTellsHowFarItsHistoryHasALine() {
        Space team = world.server().space("team");
        team.execute("INSERT INTO projects VALUES ('p', 'home')");
        Cursor first = state(team);
        assertNull(ann.sync().lineEnd(), "who does not ask is not told");
        Cursor registered = state(team);
        assertEquals(registered, lineEnd(first.line()), "the newest line ends at the head");

        world.restart();
        team = world.server().space("team");
        assertEquals(registered, state(team), "a line begins with its first write");
        team.execute("INSERT INTO projects VALUES ('q', 'work')");
        assertNotEquals(first.line(), state(team).line());
        assertEquals(registered, lineEnd(first.line()), "the older one ends where that begins");
        assertEquals(new Cursor(STRANGE_LINE, 0), lineEnd(STRANGE_LINE));
    }

    private Cursor lineEnd(long line) {
        return ((Answer) ann.send(ann.request().asking(line))).lineEnd();
    }

    private static Cursor state(Space space) {
        return TokenText.readState(space.token());
    }
}
