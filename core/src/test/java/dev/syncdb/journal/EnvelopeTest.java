package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class EnvelopeTest {
    private static final FileKind KIND = new FileKind("syncdb.test", 2, 4);

    @Test
    void givesBackItsFieldsAndWhereTheyEnd() {
        byte[] written = write(3, new ByteSink().writeLong(42).toArray());
        Envelope read = read(Arrays.copyOf(written, 1000));
        assertEquals(3, read.version());
        assertEquals(42, read.fields().readLong());
        read.fields().requireEnd();
        assertEquals(written.length, read.size(), "what follows is the kind's");
    }

    @Test
    void tooOldAndTooNewAreToldWithNumbers() {
        for (int version : new int[] {1, 5}) {
            byte[] file = write(version, new byte[0]);
            Incompatible refused = assertThrows(Incompatible.class, () -> read(file));
            assertEquals(ErrorCode.FILE_VERSION, refused.code());
            assertEquals(version, refused.found());
            assertEquals(2, refused.min());
            assertEquals(4, refused.max());
        }
    }

    @Test
    void anotherKindIsRefusedByName() {
        byte[] file = Envelope.write(new FileKind("syncdb.other", 2, 3), new byte[0], null);
        Corrupt refused = assertThrows(Corrupt.class, () -> read(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("syncdb.other"));
    }

    @Test
    void everyFlippedBitAndEveryTruncationIsNoticed() {
        byte[] file = write(3, new ByteSink().writeText("tasks").toArray());
        for (int bit = 0; bit < file.length * 8; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThrows(Corrupt.class, () -> read(flipped), "bit " + bit);
        }
        for (int size = 0; size < file.length; size++) {
            byte[] cut = Arrays.copyOf(file, size);
            assertThrows(Corrupt.class, () -> read(cut), "size " + size);
        }
    }

    @Test
    void takesNoMoreThanOneSector() {
        assertThrows(IllegalArgumentException.class, () -> write(3, new byte[500]));
    }

    private static Envelope read(byte[] file) {
        return Envelope.read(file, "a.test", KIND, null);
    }

    private static byte[] write(int version, byte[] fields) {
        return Envelope.write(new FileKind(KIND.name(), version, version), fields, null);
    }
}
