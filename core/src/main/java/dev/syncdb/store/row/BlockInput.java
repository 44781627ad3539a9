package dev.syncdb.store.row;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

import java.nio.ByteBuffer;

/**
 * Bytes of a file being read where they lie. Confined to its owner, and to the time for which the
 * array is lent to it. Trusts nothing: every failure is a {@link Corrupt} with the address of the
 * first byte that makes no sense.
 */
public final class BlockInput {
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private final byte[] array;
    private final ByteBuffer words;
    private final int end;
    private int position;

    public BlockInput(byte[] array, int offset, int count) {
        this.array = array;
        this.words = ByteBuffer.wrap(array);
        this.position = offset;
        this.end = offset + count;
    }

    /** Another one that stands at the same byte. */
    BlockInput copy() {
        return new BlockInput(array, position, end - position);
    }

    /** Where the next byte will be read. */
    public int position() {
        return position;
    }

    /** Bytes left. */
    public int remaining() {
        return end - position;
    }

    public int readByte() {
        return array[skip(1)];
    }

    /** Four bytes, lowest first. */
    public int readInt() {
        return Integer.reverseBytes(words.getInt(skip(Integer.BYTES)));
    }

    /** A number of at most 63 bits in unsigned LEB128. */
    public long readVarint() {
        int start = position;
        if (start < end && array[start] >= 0) {
            position++;
            return array[start];
        }
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            int next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed(start, "a number of more than 63 bits");
    }

    /** A number that is at most {@code max}. */
    public int readBelow(int max, String what) {
        int start = position;
        long value = readVarint();
        if (value > max) {
            throw malformed(start, what + " " + value + " of at most " + max);
        }
        return (int) value;
    }

    /** A length, then so many bytes of UTF-8. */
    public String readText() {
        return readText(readBelow(remaining(), "length"));
    }

    /** So many bytes of UTF-8. */
    String readText(int count) {
        int start = skip(count);
        if (!isAscii(start, count) && !Utf8.isWellFormed(array, start, count)) {
            throw malformed(start, "a text that is not UTF-8");
        }
        return Utf8.text(array, start, count);
    }

    /** So many bytes, in an array of their own. */
    byte[] read(int count) {
        int start = skip(count);
        byte[] bytes = new byte[count];
        System.arraycopy(array, start, bytes, 0, count);
        return bytes;
    }

    /** True if none of so many bytes, which are there, is negative. */
    boolean isAscii(int from, int count) {
        int to = from + count;
        int at = from;
        long seen = 0;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            seen |= words.getLong(at);
        }
        for (; at < to; at++) {
            seen |= array[at];
        }
        return (seen & NOT_ASCII) == 0;
    }

    /** The failure to throw for something wrong at {@code offset}. */
    public Corrupt malformed(int offset, String reason) {
        return new Corrupt(ErrorCode.CORRUPT_FILE, offset, reason);
    }

    /** Passes over so many bytes, and says where they begin. */
    private int skip(int count) {
        int start = position;
        if (count > end - start) {
            throw malformed(start, "expected " + count + " more bytes but found " + (end - start));
        }
        position = start + count;
        return start;
    }
}
