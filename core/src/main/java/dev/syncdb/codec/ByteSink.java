package dev.syncdb.codec;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Bytes being written, in one growing array. Confined to its owner. */
public final class ByteSink {
    private static final int CAPACITY_MIN = 64;

    /** Most that an array can hold on every Java platform. */
    private static final int SIZE_MAX = Integer.MAX_VALUE - 8;

    private byte[] array;
    private int size;

    public ByteSink() {
        this(CAPACITY_MIN);
    }

    public ByteSink(int capacity) {
        array = new byte[Math.max(capacity, CAPACITY_MIN)];
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the array. */
    public void clear() {
        size = 0;
    }

    public ByteSink writeByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
        return this;
    }

    public ByteSink writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /** Four bytes, lowest first. */
    public ByteSink writeInt(int value) {
        ensure(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            array[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Eight bytes, lowest first. */
    public ByteSink writeLong(long value) {
        ensure(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            array[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Unsigned LEB128: seven bits a byte, lowest first, 1 to 10 bytes. */
    public ByteSink writeVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
        return this;
    }

    /**
     * A signed number as a varint of its zigzag form, so that small negative numbers stay short.
     */
    public ByteSink writeSigned(long value) {
        return writeVarint((value << 1) ^ (value >> 63));
    }

    public ByteSink write(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, array, size, count);
        size += count;
        return this;
    }

    public ByteSink write(byte[] source) {
        return write(source, 0, source.length);
    }

    /** The length as a varint, then the bytes. */
    public ByteSink writeBytes(Bytes value) {
        writeVarint(value.size());
        ensure(value.size());
        value.copyTo(array, size);
        size += value.size();
        return this;
    }

    /** The length in UTF-8 as a varint, then the UTF-8. */
    public ByteSink writeText(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return writeVarint(utf8.length).write(utf8);
    }

    /** Overwrites four bytes that were written before. */
    public void putInt(int position, int value) {
        if (position + Integer.BYTES > size) {
            throw new IndexOutOfBoundsException(
                    "cannot overwrite at " + position + " of " + size + " bytes");
        }
        for (int i = 0; i < Integer.BYTES; i++) {
            array[position + i] = (byte) (value >>> (8 * i));
        }
    }

    /** CRC-32 of the bytes from {@code start} on. */
    public int crc(int start) {
        CRC32 crc = new CRC32();
        crc.update(array, start, size - start);
        return (int) crc.getValue();
    }

    /** A fresh copy of what was written. */
    public byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    /** What was written, as a value. */
    public Bytes toBytes() {
        return Bytes.owned(toArray());
    }

    private void ensure(int count) {
        if (count > array.length - size) {
            if (count > SIZE_MAX - size) {
                throw new Incorrect(
                        ErrorCode.LIMIT, "cannot encode more than " + SIZE_MAX + " bytes at once");
            }
            int doubled = (int) Math.min(2L * array.length, SIZE_MAX);
            array = Arrays.copyOf(array, Math.max(doubled, size + count));
        }
    }
}
