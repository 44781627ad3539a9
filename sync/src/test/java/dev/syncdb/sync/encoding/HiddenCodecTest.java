package dev.syncdb.sync.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.error.Corrupt;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.ElementVersions;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;

class HiddenCodecTest {
    private static final CellVersion ANN = new CellVersion(5, 1, 500);
    private static final CellVersion BOB = new CellVersion(900, 2, 1_700_000_000_000L);

    private static final RowVersions PLAIN = new RowVersions(3, ANN, Map.of(2, BOB), Map.of());
    private static final RowVersions SETS = new RowVersions(
            3,
            ANN,
            Map.of(2, BOB),
            Map.of(2, new ElementVersions(ANN, Map.of("\"a\"", BOB, "1", ANN))));

    @Test
    void versionsAreReadAsTheyAreWritten() {
        assertEquals(PLAIN, HiddenCodec.read(HiddenCodec.write(PLAIN)));
        assertEquals(SETS, HiddenCodec.read(HiddenCodec.write(SETS)));
        assertEquals(3, HiddenCodec.handle(HiddenCodec.write(SETS)));
    }

    @Test
    void aRowWithoutSetsPaysNothingForThem() {
        assertEquals(1 + 4 + 1 + 1 + 2 + 1 + 6, HiddenCodec.write(PLAIN).size());
    }

    @Test
    void whatIsCutOffIsNoticed() {
        byte[] whole = HiddenCodec.write(SETS).toArray();
        int plain = HiddenCodec.write(PLAIN).size();
        for (int i = 1; i < whole.length; i++) {
            Bytes cut = Bytes.owned(Arrays.copyOf(whole, i));
            if (i != plain) {
                assertThrows(Corrupt.class, () -> HiddenCodec.read(cut), "cut at " + i);
            }
        }
    }

    @Test
    void aPhoneKeepsTheHandleOnly() {
        assertEquals(7, HiddenCodec.handle(HiddenCodec.ofHandle(7)));
        assertEquals(Bytes.EMPTY, HiddenCodec.ofHandle(0));
        assertEquals(0, HiddenCodec.handle(Bytes.EMPTY));
    }
}
