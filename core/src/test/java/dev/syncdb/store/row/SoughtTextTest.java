package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

final class SoughtTextTest {
    private final SoughtText sought = new SoughtText();

    @Test
    void itHashesAndComparesAsTheTextDoes() {
        long seed = new Random().nextLong();
        List<String> texts = texts();
        RowLayout plain = new RowLayout(1, new boolean[] {true});
        RowLayout coded = new RowLayout(1, new boolean[] {false});
        for (String text : texts) {
            sought.seek(text);
            String reason = "'" + text + "' with seed " + seed;
            assertEquals(Hashes.of(text, seed), sought.hash(text, seed), reason);
            for (String other : texts) {
                boolean same = text.equals(other);
                String pair = reason + " and '" + other + "'";
                assertEquals(same, sought.isAt(row(plain, other), 0, text), pair);
                // Seen twice, it gets a code.
                row(coded, other);
                assertEquals(same, sought.isAt(row(coded, other), 0, text), pair);
            }
            assertFalse(sought.isAt(pack(plain, Value.of(7)), 0, text), reason);
            assertFalse(sought.isAt(pack(plain, Value.NULL), 0, text), reason);
        }
    }

    @Test
    void itTellsTheNumbersOfAUuid() {
        Random random = new Random(3);
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            sought.seek(uuid.toString());
            assertTrue(sought.isUuid());
            assertEquals(uuid.getMostSignificantBits(), sought.high());
            assertEquals(uuid.getLeastSignificantBits(), sought.low());
        }
        sought.seek("short");
        assertFalse(sought.isUuid(), "nothing is left of the text before");
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of("", "a", "open", "gr\u00FCn", "\u0130"));
        texts.add(Zoo.UUID);
        texts.add(Zoo.UUID.toUpperCase(Locale.ROOT));
        texts.add(Zoo.UUID.substring(0, 20) + Zoo.UUID_UPPER.substring(20));
        texts.add(Zoo.UUID + "0");
        texts.add("00000000-0000-0000-0000-000000000000");
        for (int place = 0; place < Uuids.CHARS; place++) {
            StringBuilder text = new StringBuilder(Zoo.UUID);
            // Its low byte is the very character.
            text.setCharAt(place, (char) (Zoo.UUID.charAt(place) | 0x100));
            texts.add(text.toString());
            text.setCharAt(place, (char) (Zoo.UUID.charAt(place) ^ 0x80));
            texts.add(text.toString());
            text.setCharAt(place, Zoo.UUID.charAt(place) == '0' ? '1' : '0');
            texts.add(text.toString());
        }
        return texts;
    }

    private static PackedRow row(RowLayout layout, String text) {
        return pack(layout, Value.of(text));
    }

    private static PackedRow pack(RowLayout layout, Value value) {
        return layout.pack(Row.of(value), Bytes.EMPTY);
    }
}
