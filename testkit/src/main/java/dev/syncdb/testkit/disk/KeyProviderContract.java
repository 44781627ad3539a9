package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.journal.KeyProvider;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What every {@link KeyProvider} does. Extend it for an adapter of your own. */
public abstract class KeyProviderContract {
    /** A provider with at least one key, which knows none of the id {@code nobody's}. */
    protected abstract KeyProvider newKeys();

    @Test
    void theCurrentKeyIsThereAndHasItsSize() {
        KeyProvider keys = newKeys();
        byte[] key = keys.key(keys.currentId());
        assertNotNull(key, "new files need it");
        assertEquals(KeyProvider.KEY_BYTES, key.length);
        int idBytes = keys.currentId().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(idBytes <= KeyProvider.ID_BYTES_MAX, "the id fits into a header");
    }

    @Test
    void aKeyIsACopyThatMayBeOverwritten() {
        KeyProvider keys = newKeys();
        byte[] first = keys.key(keys.currentId());
        assertNotNull(first);
        byte[] kept = first.clone();
        Arrays.fill(first, (byte) 0);
        assertArrayEquals(kept, keys.key(keys.currentId()), "the next caller gets it whole");
    }

    @Test
    void anUnknownIdHasNoKey() {
        assertNull(newKeys().key("nobody's"));
    }

    @Test
    void randomBytesFillTheArrayAndNeverComeAgain() {
        KeyProvider keys = newKeys();
        Set<String> seen = new HashSet<>();
        byte[] union = new byte[8];
        for (int i = 0; i < 1000; i++) {
            byte[] drawn = new byte[8];
            keys.random(drawn);
            assertTrue(seen.add(Arrays.toString(drawn)), "a nonce that comes twice is fatal");
            for (int at = 0; at < union.length; at++) {
                union[at] |= drawn[at];
            }
        }
        for (byte each : union) {
            assertEquals(-1, each, "every bit of every byte is drawn");
        }
    }

    @Test
    void nothingPrintsAKey() {
        KeyProvider keys = newKeys();
        byte[] key = keys.key(keys.currentId());
        assertFalse(
                String.valueOf(keys).contains(Arrays.toString(key)), "a log is no place for keys");
    }
}
