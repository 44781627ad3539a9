package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class MapEditTest {
    private static final JsonPath A = JsonPath.ROOT.then("a");
    private static final JsonPath B = JsonPath.ROOT.then("b");
    private static final int TRIES = 1_000;

    @Test
    void whatWasPutAndWhatWentIsTold() {
        assertEquals(
                "[[\"$.a\",2,\"$.d.e\",3],[\"$.c\"]]",
                between("{\"a\":1,\"c\":0}", "{\"a\":2," + "\"d\":{\"e\":3}}"));
        assertEquals(
                "[[\"$.a.c\",2],[\"$.a.b\"]]", between("{\"a\":{\"b\":1}}", "{\"a\":{\"c\":2}}"));
        assertEquals("[[\"$.a\",{}],[]]", between(null, "{\"a\":{}}"));
        assertEquals("[[\"$.a\",5],[]]", between("{\"a\":{\"b\":1}}", "{\"a\":5}"));
        assertEquals("[[\"$.a\",{\"b\":1}],[]]", between("{\"a\":5}", "{\"a\":{\"b\": 1}}"));
        assertEquals("[[\"$.a\",[1,3]],[]]", between("{\"a\":[1,2]}", "{\"a\":[1, 3]}"));
        assertEquals("[[],[]]", between("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"));
    }

    @Test
    void whatIsNoMapHasNoEdit() {
        assertNull(MapEdit.between("[]", "{}"));
        assertNull(MapEdit.between("{}", "1"));
        String large = "{\"a\":\"" + "x".repeat(MapEdit.CHARS_MAX) + "\"}";
        assertNull(MapEdit.between(large, "{}"));
        assertNull(MapEdit.between("{}", large));
    }

    @Test
    void anEditChangesWhateverIsThere() {
        MapEdit edit = new MapEdit(Map.of(A.then("x"), "1"), List.of(B));
        assertEquals("{\"c\":0,\"a\":{\"x\":1}}", edit.applied("{\"b\":1,\"c\":0,\"a\":7}"));
        assertEquals("{\"a\":{\"x\":1}}", edit.applied(null));
        assertEquals("{\"a\":{\"x\":1}}", edit.applied("none"), "what is no map counts as empty");
        assertEquals("{\"b\":1}", edit.without(Set.of(A.then("x"), B)).applied("{\"b\":1}"));
        assertEquals(List.of(B, A.then("x")), edit.paths());
    }

    @Test
    void anEditTravelsAsText() {
        MapEdit edit = new MapEdit(Map.of(A.then("x y"), "[1,\"z\"]"), List.of(B));
        assertEquals("[[\"$.a.\\\"x y\\\"\",[1,\"z\"]],[\"$.b\"]]", edit.text());
        assertEquals(edit, MapEdit.parse(edit.text()));
        assertEquals("$.a.\"x y\"=[1,\"z\"] -$.b", edit.shown());
        for (String wrong : List.of(
                "",
                "[]",
                "[[],[],[]]",
                "[1,[]]",
                "[[],1]",
                "[[\"$.a\"],[]]",
                "[[1,2],[]]",
                "[[\"$\",2],[]]",
                "[[\"a\",2],[]]",
                "[[\"$.a\",1,\"$.a\",2],[]]",
                "[[],[\"$\"]]",
                "[[],[3]]")) {
            assertNull(MapEdit.parse(wrong), wrong);
        }
    }

    @Test
    void theDeepestMapTravels() {
        int most = JsonText.DEPTH_MAX;
        String deep = "{\"a\":".repeat(most - 1) + "{}" + "}".repeat(most - 1);
        String list = "{\"a\":" + "[".repeat(most - 1) + "]".repeat(most - 1) + "}";
        for (String map : List.of(deep, list)) {
            MapEdit edit = MapEdit.between(null, map);
            assertNotNull(edit);
            assertEquals(edit, MapEdit.parse(edit.text()));
            assertEquals(map, edit.applied(null));
        }
    }

    @Test
    void anEditMakesOfTheMapBeforeTheMapAfter() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            JsonMap before = random(random, 3);
            JsonMap after = random(random, 3);
            MapEdit edit = MapEdit.between(before.text(), after.text());
            assertNotNull(edit);
            JsonMap made = JsonMap.parse(edit.applied(before.text()));
            assertNotNull(made);
            MapEdit rest = MapEdit.between(made.text(), after.text());
            assertNotNull(rest);
            assertEquals(
                    List.of(),
                    rest.paths(),
                    "seed " + seed + ": " + before.text() + " to " + after.text());
            assertEquals(edit, MapEdit.parse(edit.text()), "seed " + seed);
        }
    }

    private static JsonMap random(Random random, int depth) {
        JsonMap map = new JsonMap();
        for (int i = random.nextInt(4); i > 0; i--) {
            boolean inner = depth > 1 && random.nextBoolean();
            String value = inner ? random(random, depth - 1).text() : "" + random.nextInt(3);
            map.put(JsonPath.ROOT.then("" + (char) ('a' + random.nextInt(4))), value);
        }
        return map;
    }

    private static String between(@Nullable String before, String after) {
        MapEdit edit = MapEdit.between(before, after);
        assertNotNull(edit);
        return edit.text();
    }
}
