package dev.syncdb.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class JsonTest {
    @Test
    void writesEveryKindOfValueOnOneLine() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a\"b\\c\nd\te\u2028f");
        map.put("numbers", Arrays.asList(1L, -2.5, 3, null, true));
        map.put("empty", Map.of());

        assertEquals(
                "{\"text\":\"a\\\"b\\\\c\\nd\\u0009e\\u2028f\","
                        + "\"numbers\":[1,-2.5,3,null,true],\"empty\":{}}",
                Json.write(map));
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
    }

    @Test
    void readsBackWhatItWrote() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("half a pair", "\ud83d");
        map.put("other half", "x\ude00");
        map.put("a pair", "\ud83d\ude00");
        map.put("list", List.of(List.of(), Long.MIN_VALUE, 1e300, false, "\u0000"));

        assertEquals(map, JsonReader.readObject(Json.write(map)));
    }

    @Test
    void readsWhatOthersWrite() {
        assertEquals(
                Map.of("a/b", List.of("\b\f\n\r\t/\u00e9", 1e2, Double.POSITIVE_INFINITY)),
                JsonReader.read(
                        " { \"a\\/b\" : [ \"\\b\\f\\n\\r\\t\\/\\u00E9\" , 1E2 , 9e999 ] } "));
        assertNull(JsonReader.read("null"));
    }

    @Test
    void namesThePlaceOfWhatIsMalformed() {
        for (String text : List.of(
                "",
                "{",
                "[1,]",
                "[1 2]",
                "{\"a\"}",
                "{a:1}",
                "\"\\x\"",
                "\"\\u00g0\"",
                "tru",
                "\"a\nb\"",
                "1.2.3",
                "--1",
                "1 2",
                "\"open",
                "99999999999999999999",
                "nul")) {
            Corrupt failure = assertThrows(Corrupt.class, () -> JsonReader.read(text), text);
            assertTrue(failure.offset() <= text.length(), text);
        }
        assertThrows(Corrupt.class, () -> JsonReader.readObject("[]"));
        assertThrows(
                Corrupt.class,
                () -> JsonReader.read("[".repeat(1_000)),
                "nesting is bounded, so that the stack is");
    }

    @Test
    void cellsOfEveryTypeComeBackAsTheyWere() {
        for (Value cell : List.of(
                Value.NULL,
                Value.of(0),
                Value.of(Long.MAX_VALUE),
                Value.of(1.0),
                Value.of(-0.0),
                Value.of(0.1 + 0.2),
                Value.of(Double.MIN_VALUE),
                Value.of(Double.POSITIVE_INFINITY),
                Value.of(Double.NEGATIVE_INFINITY),
                Value.of(""),
                Value.of("Grüße\n"),
                Value.of(Bytes.EMPTY),
                Value.of(Bytes.copyOf(new byte[] {0, -1, 16})))) {
            Object read = JsonReader.read(Json.write(JsonCell.of(cell)));
            assertEquals(cell, JsonCell.read(read));
        }
        assertThrows(Incorrect.class, () -> JsonCell.read(true));
    }
}
