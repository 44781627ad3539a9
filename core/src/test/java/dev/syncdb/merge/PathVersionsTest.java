package dev.syncdb.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.syncdb.delta.JsonPath;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;

/** Which write an edit of a member meets, by who wrote that and what is around and in it. */
class PathVersionsTest {
    private static final long ME = 7;

    /** All commits up to this one were seen when making the edit. */
    private static final Claim CLAIM = new Claim(10, ME, 1_000);

    /** The letter of a writer, and the commit. */
    private static final Map<String, CellVersion> WRITES = Map.of(
            "seen5", new CellVersion(5, 8, 500),
            "me11", new CellVersion(11, ME, 600),
            "bob12", new CellVersion(12, 8, 900),
            "eve13", new CellVersion(13, 9, 2_000),
            "me14", new CellVersion(14, ME, 950),
            // Its phone was offline for long: a late commit of an early edit.
            "early15", new CellVersion(15, 9, 100),
            "mixed16", new CellVersion(16, CellVersion.MIXED, 960));

    @ParameterizedTest(name = "the map by {0}, {1}: an edit of {2} meets {3}")
    @CsvSource({
        // What the author had seen, or wrote, is nothing to meet.
        "seen5,   '',                        $.a,     none",
        "me14,    '',                        $.a,     none",
        "seen5,   $.a=me14,                  $.a,     none",
        // A map that was written whole was written in all its members.
        "bob12,   '',                        $.a,     bob12",
        "bob12,   '',                        $.a.b.c, bob12",
        "bob12,   $.a=eve13,                 $.b,     bob12",
        // Of what is there, and of what it is in, the newest commit says who wrote it.
        "seen5,   $.a=bob12,                 $.a,     bob12",
        "bob12,   $.a=eve13,                 $.a,     eve13",
        "bob12,   $.a=me14,                  $.a,     none",
        "me14,    $.a=bob12,                 $.a,     none",
        "seen5,   $.a=bob12,                 $.a.b,   bob12",
        "seen5,   $.a=bob12,                 $.a.b.c, bob12",
        "seen5,   $.a=bob12 $.a.b=me14,      $.a.b,   none",
        "seen5,   $.a=eve13 $.a.b=me11,      $.a.b,   eve13",
        // Of what is in it, each write counts, and the one that was made last is told.
        "seen5,   $.a.b=bob12,               $.a,     bob12",
        "seen5,   $.a.b.c=bob12,             $.a,     bob12",
        "seen5,   $.a.b=bob12 $.a.c=eve13,   $.a,     eve13",
        "seen5,   $.a.b=bob12 $.a.c=early15, $.a,     bob12",
        "seen5,   $.a.b=bob12 $.a.c=me14,    $.a,     bob12",
        "bob12,   $.a.b=eve13,               $.a,     eve13",
        "bob12,   $.a.b=early15,             $.a,     bob12",
        // What was overwritten since is not there any more.
        "seen5,   $.a=me14 $.a.b=bob12,      $.a,     none",
        "seen5,   $.a=eve13 $.a.b=bob12,     $.a,     eve13",
        // Neighbours are none of its business, however their names begin.
        "seen5,   $.a=bob12,                 $.b,     none",
        "seen5,   $.ab=bob12,                $.a,     none",
        "seen5,   '$.\"a.b\"=bob12',         $.a,     none",
        "seen5,   $.a.b=bob12,               '$.\"a.b\"', none",
        "seen5,   $.a.b=bob12,               $.a.c,   none",
        "seen5,   '$.a.\"/\"=bob12',         $.a,     bob12",
        // What several have written is nobody's own.
        "seen5,   $.a=mixed16,               $.a,     mixed16"
    })
    void anEditMeetsTheWriteThatItsAuthorHadNotSeen(
            String others, String known, String path, String expected) {
        Map<String, CellVersion> members = new HashMap<>();
        for (String member : known.isEmpty() ? new String[0] : known.split(" ")) {
            int equals = member.lastIndexOf('=');
            members.put(member.substring(0, equals), write(member.substring(equals + 1)));
        }
        CellVersion whole = write(others);
        JsonPath place = JsonPath.parse(path);
        assertNotNull(whole);
        assertNotNull(place);
        PathVersions versions = new PathVersions(new ElementVersions(whole, members));
        assertEquals(write(expected), versions.unseen(place, CLAIM));
    }

    private static @Nullable CellVersion write(String name) {
        CellVersion write = WRITES.get(name);
        assertEquals(name.equals("none"), write == null, name);
        return write;
    }
}
