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
            assertEquals(Uuids.LOWER, shape(lower), lower);
            assertEquals(Uuids.UPPER, shape(upper), upper);
            assertEquals(uuid.getMostSignificantBits(), high(upper), upper);
            assertEquals(uuid.getLeastSignificantBits(), low(lower), lower);
            byte[] row = new byte[20];
            RowFormat.write(row, 3, high(lower), 8);
            RowFormat.write(row, 11, low(lower), 8);
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
                assertEquals(Uuids.NONE, shape(text.toString()));
            }
            StringBuilder text = new StringBuilder(Zoo.UUID);
            text.setCharAt(place, Zoo.UUID.charAt(place) == '-' ? '0' : '-');
            assertEquals(Uuids.NONE, shape(text.toString()));
        }
        assertEquals(Uuids.NONE, shape(""));
        assertEquals(Uuids.NONE, shape(Zoo.UUID + "0"));
        assertTrue(Uuids.dashed(Zoo.UUID + " ", Uuids.CHARS));
        assertEquals(Uuids.MIXED, shape(Zoo.UUID.substring(0, 20) + Zoo.UUID_UPPER.substring(20)));
    }

    private static int shape(String text) {
        if (!Uuids.dashed(text, text.length())) {
            return Uuids.NONE;
        }
        long quarters = 0;
        for (int i = 0; i < 4; i++) {
            quarters |= Uuids.quarter(text, i);
        }
        return Uuids.shape(quarters);
    }

    private static long high(String text) {
        return Uuids.half(Uuids.quarter(text, 0), Uuids.quarter(text, 1));
    }

    private static long low(String text) {
        return Uuids.half(Uuids.quarter(text, 2), Uuids.quarter(text, 3));
    }
}
