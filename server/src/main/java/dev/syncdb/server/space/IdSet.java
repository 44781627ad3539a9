package dev.syncdb.server.space;

import java.util.BitSet;
import java.util.TreeMap;

/** A set of ids that lie close together: about one bit each. Confined to its owner. */
final class IdSet {
    private static final int CHUNK_BITS = 12;
    private static final long OFFSET_MASK = (1L << CHUNK_BITS) - 1;

    private final TreeMap<Long, BitSet> chunks = new TreeMap<>();

    /** Adds an id; returns false if it was there. */
    boolean add(long id) {
        boolean isNew = !contains(id);
        chunks.computeIfAbsent(id >> CHUNK_BITS, absent -> new BitSet()).set(offset(id));
        return isNew;
    }

    void remove(long id) {
        BitSet chunk = chunks.get(id >> CHUNK_BITS);
        if (chunk != null) {
            chunk.clear(offset(id));
        }
    }

    boolean contains(long id) {
        BitSet chunk = chunks.get(id >> CHUNK_BITS);
        return chunk != null && chunk.get(offset(id));
    }

    private static int offset(long id) {
        return (int) (id & OFFSET_MASK);
    }
}
