package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class JsonArrayTest {
    @Test
    void elementsAreJsonWithoutBlanks() {
        assertEquals(List.of(), JsonArray.elements(" [ ] "));
        assertEquals(
                List.of(
                        "1",
                        "-2.5e+3",
                        "true",
                        "false",
                        "null",
                        "\"a \\\" b\"",
                        "[1,[],{}]",
                        "{\"k\":[2]}"),
                JsonArray.elements("[1, -2.5e+3,\ttrue,false,\nnull, \"a \\\" b\","
                        + " [ 1 , [ ], { } ], { \"k\" : [2] }]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "]",
                "[1",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1]x",
                "{}",
                "1",
                "\"a\"",
                "[\"a]",
                "[\"a\\",
                "[\"a\n\"]",
                "[01]",
                "[1.]",
                "[+1]",
                "[nul]",
                "[{\"a\"}]",
                "[{a:1}]",
                "[{\"a\":1,}]",
                "[[1]",
                "[{\"a\":1]",
                "[{1:1}]",
                "[\"a\":1]"
            })
    void whatIsNoArrayIsNone(String text) {
        assertNull(JsonArray.elements(text), text);
    }

    @Test
    void nestingHasALimit() {
        int most = JsonText.DEPTH_MAX;
        assertNotNull(JsonArray.elements("[" + "[".repeat(most - 1) + "]".repeat(most - 1) + "]"));
        assertNull(JsonArray.elements("[".repeat(100_000) + "]".repeat(100_000)));
    }

    @Test
    void anArrayIsWrittenAsItIsRead() {
        List<String> elements = List.of("1", "\"a\"", "[2,3]");
        assertEquals("[1,\"a\",[2,3]]", JsonArray.of(elements));
        assertEquals(elements, JsonArray.elements(JsonArray.of(elements)));
        assertEquals("[]", JsonArray.of(List.of()));
    }
}
