package dev.syncdb.lab.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class JsonTest {
    @Test
    void mapsAndListsKeepTheirOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, true, "x"));
        map.put("a", null);
        map.put("empty", List.of(Map.of(), List.of()));

        assertEquals("{\"b\":[1,true,\"x\"],\"a\":null,\"empty\":[{},[]]}", Json.of(map));
    }

    @Test
    void measuredNumbersHaveFourDigitsAndNoExponent() {
        assertEquals("123500", Json.of(123_456.0));
        assertEquals("0.0001235", Json.of(0.000123456));
        assertEquals("100", Json.of(100.0));
        assertEquals("0", Json.of(0.0));
        assertEquals("null", Json.of(Double.NaN));
        assertEquals("null", Json.of(Double.POSITIVE_INFINITY));
    }

    @Test
    void textIsEscaped() {
        assertEquals("\"a\\\"b\\\\c\\u000ad\"", Json.of("a\"b\\c\nd"));
    }
}
