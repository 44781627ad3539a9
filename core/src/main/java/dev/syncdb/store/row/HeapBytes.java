package dev.syncdb.store.row;

import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

/** Estimates of what objects take on a heap with compressed references. */
final class HeapBytes {
    /** A text as a value, without the String. */
    static final int VALUE_BYTES = 16;

    private static final int ARRAY_HEAD_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    private static final int STRING_BYTES = 24;
    private static final int BYTES_BYTES = 16;
    private static final int ALIGNMENT_BYTES = 8;

    private HeapBytes() {}

    static long array(long contentBytes) {
        return ARRAY_HEAD_BYTES + (contentBytes + ALIGNMENT_BYTES - 1 & -ALIGNMENT_BYTES);
    }

    static long references(int length) {
        return array((long) REFERENCE_BYTES * length);
    }

    static long text(String text) {
        return STRING_BYTES + array((long) text.length() * charBytes(text));
    }

    /** The array and the Strings and Bytes in it. */
    static long outside(Object @Nullable [] outside) {
        if (outside == null) {
            return 0;
        }
        long bytes = references(outside.length);
        for (Object content : outside) {
            bytes += content(content);
        }
        return bytes;
    }

    /** What of the first is also in the second: all of it, or some of its Strings and Bytes. */
    static long shared(Object @Nullable [] outside, Object @Nullable [] others) {
        if (outside == null || others == null) {
            return 0;
        }
        if (outside == others) {
            return outside(outside);
        }
        long bytes = 0;
        for (Object content : outside) {
            for (Object other : others) {
                bytes += content == other ? content(content) : 0;
            }
        }
        return bytes;
    }

    private static long content(Object content) {
        return content instanceof String
                ? text((String) content)
                : BYTES_BYTES + array(((Bytes) content).size());
    }

    private static int charBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 255) {
                return 2;
            }
        }
        return 1;
    }
}
