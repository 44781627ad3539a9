package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import java.util.List;

class ElementKeysTest {
    private static final String ONE = "{\"id\":1,\"a\":1}";
    private static final String ONE_CHANGED = "{\"id\":1,\"a\":2}";
    private static final String TWO = "{\"a\":1,\"id\":2}";

    @Test
    void anObjectHasTheIdThatStandsInItAsItIsWritten() {
        assertEquals("1", ElementKeys.id(ONE));
        assertEquals("2", ElementKeys.id(TWO), "wherever it stands");
        assertEquals("\"1\"", ElementKeys.id("{\"id\":\"1\"}"), "a text is no number");
        assertEquals("1.0", ElementKeys.id("{\"id\":1.0}"), "nor is 1.0 the same as 1");
        assertEquals("null", ElementKeys.id("{\"id\":null}"));
        assertEquals("{\"x\":[1]}", ElementKeys.id("{\"id\":{\"x\":[1]}}"));
    }

    @Test
    void nothingElseHasOne() {
        for (String element : List.of(
                "1",
                "\"{\"",
                "null",
                "[{\"id\":1}]",
                "{}",
                "{\"ID\":1}",
                "{\"a\":{\"id\":1}}",
                "{\"id\":1,\"id\":2}")) {
            assertNull(ElementKeys.id(element), element);
        }
    }

    @Test
    void objectsThatAllHaveIdsAreToldApartByThese() {
        assertEquals(
                List.of(List.of("1", "2"), List.of("2", "1")),
                ElementKeys.of(List.of(ONE, TWO), List.of(TWO, ONE_CHANGED)));
        assertEquals(List.of(List.of(), List.of("1")), ElementKeys.of(List.of(), List.of(ONE)));
        assertEquals(List.of(List.of("1"), List.of()), ElementKeys.of(List.of(ONE), List.of()));
    }

    @Test
    void oneWithoutAnIdOrOneThatIsThereTwiceMakesAllCountByWhatTheySay() {
        for (List<String> odd :
                List.of(List.of(ONE, "7"), List.of(ONE, "{\"a\":1}"), List.of(ONE, ONE_CHANGED))) {
            List<String> plain = List.of(TWO, ONE);
            assertEquals(List.of(odd, plain), ElementKeys.of(odd, plain), "before");
            assertEquals(List.of(plain, odd), ElementKeys.of(plain, odd), "after");
        }
    }
}
