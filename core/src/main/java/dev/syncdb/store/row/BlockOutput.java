package dev.syncdb.store.row;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being written, in one growing array that stays with its owner. */
public final class BlockOutput {
    private static final int CAPACITY_MIN = 1 << 10;

    /** Most that an array can hold on every Java platform. */
    private static final int SIZE_MAX = Integer.MAX_VALUE - 8;

    private byte[] array = new byte[CAPACITY_MIN];
    private int size;

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    /** Forgets what was written and keeps the array. */
    public void clear() {
        size = 0;
    }

    public BlockOutput writeByte(int value) {
        ensure(1);
        array[size++] = (byte) value;
        return this;
    }

    /** Four bytes, lowest first. */
    public BlockOutput writeInt(int value) {
        ensure(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            array[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Unsigned LEB128: seven bits a byte, lowest first. */
    public BlockOutput writeVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        array[size++] = (byte) rest;
        return this;
    }

    /** The length in UTF-8 as a varint, then the UTF-8. */
    public BlockOutput writeText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return writeVarint(utf8.length).write(utf8, utf8.length);
    }

    /** The first {@code count} bytes of an array. */
    BlockOutput write(byte[] source, int count) {
        ensure(count);
        System.arraycopy(source, 0, array, size, count);
        size += count;
        return this;
    }

    /** All that was written to another one. */
    BlockOutput write(BlockOutput other) {
        return write(other.array, other.size);
    }

    /** A fresh copy of what was written. */
    public byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    private void ensure(int count) {
        if (count > array.length - size) {
            if (count > SIZE_MAX - size) {
                throw new Incorrect(
                        ErrorCode.LIMIT, "cannot write more than " + SIZE_MAX + " bytes at once");
            }
            int doubled = (int) Math.min(2L * array.length, SIZE_MAX);
            array = Arrays.copyOf(array, Math.max(doubled, size + count));
        }
    }
}
