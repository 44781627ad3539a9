package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class JsonMapTest {
    private static final JsonPath A = JsonPath.ROOT.then("a");
    private static final JsonPath B = JsonPath.ROOT.then("b");

    @Test
    void anObjectIsReadAndWrittenInItsOrder() {
        String text = "{ \"b\" : 1 , \"a\":{ \"\\u0062\": [ {\"x\":1, \"x\":2} ] },\"c d\": {} }";
        assertEquals(
                "{\"b\":1,\"a\":{\"b\":[{\"x\":1,\"x\":2}]},\"c d\":{}}",
                map(text).text());
        assertEquals("{}", map(" { } ").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "{",
                "{}x",
                "{1:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":{]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"\\q\":1}"
            })
    void whatIsNoObjectOrHasAMemberTwiceIsNone(String text) {
        assertNull(JsonMap.parse(text), text);
    }

    @Test
    void nestingHasALimit() {
        int most = JsonText.DEPTH_MAX;
        assertNotNull(JsonMap.parse(nested(most)));
        assertNull(JsonMap.parse(nested(most + 1)));
        assertNull(JsonMap.parse("{\"a\":".repeat(100_000)));
    }

    @Test
    void whatIsPutMeetsWhatIsThereOrInItsWay() {
        JsonMap map = map("{\"a\":{\"a\":1},\"b\":2}");
        for (JsonPath itself :
                List.of(A, A.then("a"), A.then("b"), B, A.then("c").then("d"))) {
            assertEquals(itself, map.met(itself));
        }
        assertEquals(B, map.met(B.then("c").then("d")));
        assertEquals(A.then("a"), map.met(A.then("a").then("c")));
    }

    @Test
    void membersArePutAndRemovedByTheirPaths() {
        JsonMap map = map("{\"b\":{\"c\":1,\"d\":[2]}}");
        map.put(A.then("x"), "{\"y\":[1]}");
        map.put(B.then("c"), "3");
        assertEquals("{\"b\":{\"c\":3,\"d\":[2]},\"a\":{\"x\":{\"y\":[1]}}}", map.text());
        assertEquals("[1]", map.get(A.then("x").then("y")));
        map.put(B.then("d").then("e"), "4");
        assertEquals("{\"e\":4}", map.get(B.then("d")), "the array gives way to an object");
        map.remove(B);
        map.remove(A.then("none"));
        map.remove(A.then("x").then("y").then("z"));
        map.remove(A.then("x").then("y").then("z").then("w"));
        assertEquals("{\"a\":{\"x\":{\"y\":[1]}}}", map.text());
        assertNull(map.get(B));
        assertEquals(map.text(), map.get(JsonPath.ROOT));
    }

    @Test
    void aPathHasOneForm() {
        for (String text : List.of("$", "$.a", "$.a.bZ_1", "$.\"a b\".\"c\\\"\".d", "$.\"\"")) {
            JsonPath path = JsonPath.parse(text);
            assertNotNull(path, text);
            assertEquals(text, path.text());
        }
        assertEquals(A, JsonPath.parse("$.\"a\""));
        assertEquals(A, JsonPath.parse("$.\"\\u0061\""));
        JsonPath odd = JsonPath.parse("$.a b.ö");
        assertNotNull(odd);
        assertEquals("$.\"a b\".\"ö\"", odd.text());
        assertEquals(List.of("a b"), odd.parent().names());
        for (String name : List.of("-", "@", "[", "`", "{", ":", "/")) {
            JsonPath path = JsonPath.ROOT.then(name);
            assertEquals("$.\"" + name + "\"", path.text());
            assertEquals(path, JsonPath.parse(path.text()));
        }
        for (String wrong : List.of(
                "",
                "a",
                "$a",
                "$.",
                "$..a",
                "$[0]",
                "$.a[0]",
                "$.\"a",
                "$.\"a\\",
                "$.\"a\"b",
                "$.\"\\q\"",
                "$" + ".a".repeat(JsonText.DEPTH_MAX + 1))) {
            assertNull(JsonPath.parse(wrong), wrong);
        }
    }

    @Test
    void aStringSaysWhatItsEscapesMean() {
        String text = "\"\\/\b\f\n\r\t\u0001\u20ac";
        assertEquals("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u20ac\"", JsonString.of(text));
        assertEquals(text, JsonString.read(JsonString.of(text)));
        assertEquals("/\u20AC", JsonString.read(" \"\\/\\u20aC\" "));
        assertEquals("\"\\ud800a\"", JsonString.of("\ud800a"), "half a pair has no UTF-8");
        assertEquals("\"\\ud800\"", JsonString.of("\ud800"));
        assertEquals("\"\\udc00\"", JsonString.of("\udc00"));
        assertEquals("\"a\\udc00\"", JsonString.of("a\udc00"));
        assertEquals("\"\ud83d\ude00\"", JsonString.of("\ud83d\ude00"));
        for (String wrong : List.of(
                "a",
                "\"a\"b",
                "\"a",
                "\"\\q\"",
                "\"\\u00\"",
                "\"\\u00g0\"",
                "\"\\u00\u0660\u0660\"")) {
            assertNull(JsonString.read(wrong), wrong);
        }
    }

    private static String nested(int depth) {
        return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    }

    private static JsonMap map(String text) {
        JsonMap map = JsonMap.parse(text);
        assertNotNull(map, text);
        return map;
    }
}
