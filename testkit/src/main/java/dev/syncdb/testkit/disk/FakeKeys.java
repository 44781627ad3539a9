package dev.syncdb.testkit.disk;

import dev.syncdb.journal.KeyProvider;

import org.jspecify.annotations.Nullable;

import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Keys and random bytes that follow from a seed, so that a run is the same from the same seed. They
 * protect nothing.
 */
public final class FakeKeys implements KeyProvider {
    private final TreeMap<String, byte[]> keys = new TreeMap<>();
    private final SplittableRandom random;
    private String currentId = "";

    /** One key, {@code key-1}. */
    public FakeKeys(long seed) {
        random = new SplittableRandom(seed);
        rotate();
    }

    /** Adds a key, {@code key-2} and so on, which becomes the current one. */
    public synchronized void rotate() {
        byte[] key = new byte[KEY_BYTES];
        random(key);
        currentId = "key-" + (keys.size() + 1);
        keys.put(currentId, key);
    }

    /** Makes the key of that id another one. */
    public synchronized void replace(String id) {
        byte[] key = new byte[KEY_BYTES];
        random(key);
        keys.put(id, key);
    }

    /** Forgets the key of that id. */
    public synchronized void forget(String id) {
        keys.remove(id);
    }

    @Override
    public synchronized String currentId() {
        return currentId;
    }

    @Override
    public synchronized byte @Nullable [] key(String id) {
        byte[] key = keys.get(id);
        return key == null ? null : key.clone();
    }

    @Override
    public synchronized void random(byte[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (byte) random.nextInt(256);
        }
    }
}
