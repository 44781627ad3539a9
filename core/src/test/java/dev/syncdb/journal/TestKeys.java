package dev.syncdb.journal;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Keys that are easy to see in a dump, and random bytes that count up. */
final class TestKeys implements KeyProvider {
    private final Map<String, byte[]> keys = new HashMap<>();
    private String currentId;
    private int drawn;

    TestKeys(String currentId) {
        this.currentId = currentId;
    }

    /** Adds a key of equal bytes, which becomes the current one. */
    TestKeys with(String id, int filler) {
        byte[] key = new byte[KEY_BYTES];
        Arrays.fill(key, (byte) filler);
        return with(id, key);
    }

    TestKeys with(String id, byte[] key) {
        keys.put(id, key);
        currentId = id;
        return this;
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
        for (int i = 0; i < target.length; i++) {
            target[i] = (byte) ++drawn;
        }
    }
}
