package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.Random;
import java.util.UUID;

class UuidsTest {
    @Test
    void aUuidIsItsTwoLongsAndPrintsBack() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            String lower = uuid.toString();
            String upper = lower.toUpperCase(Locale.ROOT);
            assertEquals(Uuids.LOWER, Uuids.shape(lower, lower.length()), lower);
            assertEquals(Uuids.UPPER, Uuids.shape(upper, upper.length()), upper);
            assertEquals(uuid.getMostSignificantBits(), Uuids.high(upper), upper);
            assertEquals(uuid.getLeastSignificantBits(), Uuids.low(lower), lower);
            byte[] row = new byte[20];
            RowFormat.write(row, 3, Uuids.high(lower), 8);
            RowFormat.write(row, 11, Uuids.low(lower), 8);
            assertEquals(lower, Uuids.text(row, 3, false));
            assertEquals(upper, Uuids.text(row, 3, true));
            for (int place = 0; place < Uuids.CHARS; place++) {
                assertEquals(upper.charAt(place), Uuids.charAt(row, 3, true, place));
            }
            assertTrue(Uuids.equal(row, 3, false, lower));
            assertFalse(Uuids.equal(row, 3, false, upper));
        }
    }

    @Test
    void aTextWithOneWrongCharacterIsNone() {
        for (int place = 0; place < Uuids.CHARS; place++) {
            for (char wrong : new char[] {'g', 'G', '/', ':', '@', '`', ' ', '\u0130', '\uFF10'}) {
                StringBuilder text = new StringBuilder(Zoo.UUID);
                text.setCharAt(place, wrong);
                assertEquals(Uuids.NONE, Uuids.shape(text.toString(), Uuids.CHARS));
            }
            StringBuilder text = new StringBuilder(Zoo.UUID);
            text.setCharAt(place, Zoo.UUID.charAt(place) == '-' ? '0' : '-');
            assertEquals(Uuids.NONE, Uuids.shape(text.toString(), Uuids.CHARS));
        }
        assertEquals(Uuids.NONE, Uuids.shape("", 0));
        assertEquals(Uuids.NONE, Uuids.shape(Zoo.UUID + "0", Uuids.CHARS + 1));
        assertEquals(Uuids.LOWER, Uuids.shape(Zoo.UUID + " ", Uuids.CHARS));
        assertEquals(
                Uuids.MIXED,
                Uuids.shape(Zoo.UUID.substring(0, 20) + Zoo.UUID_UPPER.substring(20), Uuids.CHARS));
    }
}
