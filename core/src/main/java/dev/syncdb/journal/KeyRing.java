package dev.syncdb.journal;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/** Keys in memory, and the random numbers of the platform. Immutable. */
public final class KeyRing implements KeyProvider {
    private final Map<String, byte[]> keys;
    private final String currentId;
    private final SecureRandom random = new SecureRandom();

    private KeyRing(Map<String, byte[]> keys, String currentId) {
        this.keys = keys;
        this.currentId = currentId;
    }

    /** A ring with one key, which is the current one. */
    public static KeyRing of(String id, byte[] key) {
        return new KeyRing(Map.of(), id).with(id, key);
    }

    /** This ring with one more key, which becomes the current one. */
    public KeyRing with(String id, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    "key " + id + " has " + key.length + " bytes; a key has " + KEY_BYTES);
        }
        Map<String, byte[]> more = new HashMap<>(keys);
        more.put(id, key.clone());
        return new KeyRing(more, id);
    }

    @Override
    public String currentId() {
        return currentId;
    }

    @Override
    public byte @Nullable [] key(String id) {
        byte[] key = keys.get(id);
        return key == null ? null : key.clone();
    }

    @Override
    public void random(byte[] target) {
        random.nextBytes(target);
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "keys " + keys.keySet() + ", current " + currentId;
    }
}
