package dev.syncdb.journal;

/** What can be told of bytes from the sectors of the medium they lie in. Stateless. */
final class Sectors {
    /**
     * The least that any medium writes as a whole: the classic disk sector. Larger ones are
     * multiples of it.
     */
    static final int BYTES = 512;

    private Sectors() {}

    /** Whether all bytes of the range are zero. */
    static boolean areZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The end of the range without the zeros at its end; {@code from} if there is nothing else in
     * it.
     */
    static int endOfData(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /**
     * How many sectors hold nothing but zeros of the range.
     *
     * @param shift what to add to an index into {@code bytes} to get its address in the file
     */
    static int countZero(byte[] bytes, int from, int to, long shift) {
        int count = 0;
        int start = from;
        while (start < to) {
            int left = BYTES - (int) ((start + shift) % BYTES);
            int end = Math.min(start + left, to);
            if (areZero(bytes, start, end)) {
                count++;
            }
            start = end;
        }
        return count;
    }
}
