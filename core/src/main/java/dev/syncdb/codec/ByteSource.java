package dev.syncdb.codec;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.value.Bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Bytes being read. Confined to its owner. Trusts nothing: every length is checked against what is
 * left before memory is taken for it, and every failure is a {@link Corrupt} with the address of
 * the first byte that makes no sense.
 */
public final class ByteSource {
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] array;
    private final int limit;
    private final ErrorCode failure;
    private int position;

    /** @param failure the code of every failure: CORRUPT_FILE or MALFORMED_MESSAGE */
    public ByteSource(byte[] array, int offset, int count, ErrorCode failure) {
        this.array = array;
        this.position = offset;
        this.limit = offset + count;
        this.failure = failure;
    }

    public ByteSource(byte[] array, ErrorCode failure) {
        this(array, 0, array.length, failure);
    }

    public ByteSource(Bytes bytes, ErrorCode failure) {
        this(bytes.toArray(), failure);
    }

    /** Takes bytes that it may look at until it returns, but neither keep nor change. */
    public interface Borrower {
        void take(byte[] array, int offset, int count);
    }

    /** Where the next byte will be read. */
    public int position() {
        return position;
    }

    /** Bytes left. */
    public int remaining() {
        return limit - position;
    }

    public int readByte() {
        need(1);
        return array[position++] & 255;
    }

    /** A byte that is 0 or 1. */
    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw malformed(position - 1, "expected 0 or 1 but found " + value);
        }
        return value == 1;
    }

    /** Four bytes, lowest first. */
    public int readInt() {
        need(Integer.BYTES);
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            value |= (array[position++] & 255) << shift;
        }
        return value;
    }

    /** Eight bytes, lowest first. */
    public long readLong() {
        need(Long.BYTES);
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            value |= (array[position++] & 255L) << shift;
        }
        return value;
    }

    /** Unsigned LEB128 in at most 10 bytes. */
    public long readVarint() {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = readByte();
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw malformed(start, "a varint of more than 64 bits");
    }

    /** A signed number in zigzag form. */
    public long readSigned() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /**
     * A count of things of which each takes at least {@code bytesMin} bytes, so that a lying count
     * is noticed before memory is taken for it.
     */
    public int readCount(int bytesMin) {
        int start = position;
        long count = readVarint();
        long most = bytesMin == 0 ? Integer.MAX_VALUE : remaining() / bytesMin;
        if (count < 0 || count > most) {
            throw malformed(
                    start,
                    "a count of " + Long.toUnsignedString(count) + " with " + remaining()
                            + " bytes left");
        }
        return (int) count;
    }

    /** A number that is at most {@code max}. */
    public int readBelow(int max, String what) {
        int start = position;
        long value = readVarint();
        if (value < 0 || value > max) {
            throw malformed(
                    start, what + " " + Long.toUnsignedString(value) + " of at most " + max);
        }
        return (int) value;
    }

    /** {@code count} bytes as they are. */
    public byte[] read(int count) {
        need(count);
        byte[] bytes = new byte[count];
        System.arraycopy(array, position, bytes, 0, count);
        position += count;
        return bytes;
    }

    /** Reads {@code count} bytes where they lie. */
    public void lend(int count, Borrower borrower) {
        need(count);
        int start = position;
        position += count;
        borrower.take(array, start, count);
    }

    /** A length, then so many bytes. */
    public Bytes readBytes() {
        return Bytes.owned(read(readCount(1)));
    }

    /** A length, then so many bytes of UTF-8. */
    public String readText() {
        int count = readCount(1);
        int start = position;
        position += count;
        String text = new String(array, start, count, StandardCharsets.UTF_8);
        // The fast decoder puts U+FFFD in the place of what is none; it may also have been written.
        return text.indexOf(REPLACEMENT) < 0 ? text : strictly(start, count);
    }

    private String strictly(int start, int count) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(array, start, count))
                    .toString();
        } catch (CharacterCodingException bad) {
            throw malformed(start, "a text that is not UTF-8");
        }
    }

    /** CRC-32 of the {@code count} bytes from {@code start} on. */
    public int crc(int start, int count) {
        CRC32 crc = new CRC32();
        crc.update(array, start, count);
        return (int) crc.getValue();
    }

    /** Fails unless everything was read. */
    public void requireEnd() {
        if (position != limit) {
            throw malformed(position, remaining() + " bytes too many");
        }
    }

    /** The failure to throw for something wrong at {@code offset}. */
    public Corrupt malformed(int offset, String reason) {
        return new Corrupt(failure, offset, reason);
    }

    private void need(int count) {
        if (count > limit - position) {
            throw malformed(
                    position, "expected " + count + " more bytes but found " + (limit - position));
        }
    }
}
