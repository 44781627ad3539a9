package dev.syncdb.value;

import java.util.Arrays;

/**
 * An immutable run of bytes. Equal by content; sorts by unsigned bytes, shorter first, as SQLite's
 * memcmp does.
 */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /** A copy of {@code source}. */
    public static Bytes copyOf(byte[] source) {
        return source.length == 0 ? EMPTY : new Bytes(source.clone());
    }

    /** Takes ownership of {@code source}, which the caller must not touch again. */
    public static Bytes owned(byte[] source) {
        return source.length == 0 ? EMPTY : new Bytes(source);
    }

    public int size() {
        return array.length;
    }

    public byte at(int index) {
        return array[index];
    }

    /** A fresh copy of the bytes. */
    public byte[] toArray() {
        return array.clone();
    }

    /** A copy of the bytes from {@code start} on. */
    public Bytes from(int start) {
        return owned(Arrays.copyOfRange(array, start, array.length));
    }

    /** Copies all bytes into {@code target} from {@code offset} on. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(array, 0, target, offset, array.length);
    }

    /** Lower-case hexadecimal digits, two a byte. */
    public String hex() {
        char[] digits = new char[array.length * 2];
        for (int i = 0; i < array.length; i++) {
            digits[2 * i] = HEX[(array[i] >> 4) & 15];
            digits[2 * i + 1] = HEX[array[i] & 15];
        }
        return new String(digits);
    }

    @Override
    public int compareTo(Bytes other) {
        int shared = Math.min(array.length, other.array.length);
        for (int i = 0; i < shared; i++) {
            int order = (array[i] & 255) - (other.array[i] & 255);
            if (order != 0) {
                return order;
            }
        }
        return array.length - other.array.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes && Arrays.equals(array, ((Bytes) other).array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return "x'" + hex() + "'";
    }
}
