package dev.syncdb.journal;

import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

/* A torn tail is what a crash leaves of records that nobody was promised; damage is anything else.
 * Taking the first for the second locks a user out after every power cut, taking the second for the
 * first loses acknowledged commits. Two questions tell them apart, and both must be answered for
 * "torn".
 *
 * 1. Can a crash explain the bytes?
 *    A segment gets its name only when it is full of zeros down to the medium, and its records are
 *    then written over the zeros, each place once. Whatever part of a write is lost therefore reads
 *    as zeros, in whole sectors; or the write stopped half way (the process was killed, the device
 *    refused the rest) and all behind that point is zero. So a record that is not whole is
 *    explained if
 *      - a sector's share of it is zero that was not written so (the header says how many were), or
 *      - its last byte is not there and nothing but zeros follows, to the end of the segment.
 *    The marks at both ends are not zero, so a lost first or last sector always shows. A flipped
 *    bit leaves the end in its place, and makes no sector zero unless it was the only one in it.
 *    Where the log itself was wiping rubbish, which need not stop at a sector's end, it says so:
 *    the first byte is then WIPED, which only a flip of all its bits makes of a record's mark.
 *
 * 2. Was the record forced before the crash?
 *    If so the crash cannot have touched it. Sectors reach the medium in any order, so whole
 *    records behind a torn one prove nothing by themselves. But each record says which ones before
 *    it were durable when it was written, and one of them may be behind the bad one as a witness. A
 *    segment in front of another needs no witness: the log is forced before a new segment is made.
 *
 * What remains open: whole sectors turned to zeros, after the fact, at the very end of the log,
 * together with the header of every record behind them that was written after their force. That
 * looks like a crash before it and is cut off.
 */
/** Decides whether what stands behind the last whole record of a log is torn. Stateless. */
final class TailCheck {
    /** In the place of a record's mark: what follows is no record and may be wiped in part. */
    static final byte WIPED = (byte) ~RecordFormat.MARK;

    private TailCheck() {}

    /**
     * Returns where the torn bytes end that begin at the image's position; the position itself if
     * the log simply ends there.
     *
     * @throws dev.syncdb.error.Corrupt CORRUPT_FILE if the bytes are damaged
     */
    static int endOfTorn(SegmentImage image) {
        int position = image.position();
        int end = Sectors.endOfData(image.bytes(), position, image.limit());
        if (end > position) {
            String damage = damage(image, end);
            if (damage != null) {
                throw image.damaged(damage);
            }
        }
        return end;
    }

    /** What is wrong with the bytes up to {@code end}; null if they are torn. */
    private static @Nullable String damage(SegmentImage image, int end) {
        byte[] bytes = image.bytes();
        int position = image.position();
        long number = image.last() + 1;
        Header header = RecordFormat.header(bytes, position, image.limit());
        if (header == null && !isHeaderTorn(bytes, position, end)) {
            return "its header is damaged";
        }
        if (header != null && header.number() != number) {
            return "record " + header.number() + " stands in its place";
        }
        if (header != null && !isBodyTorn(bytes, position, end, header)) {
            return "its body does not match its checksum";
        }
        int behind = header == null ? position + 1 : position + header.size();
        boolean forced = hasWitness(bytes, behind, end, number);
        return forced ? "it is not whole, but a later record says that it was" : null;
    }

    private static boolean isHeaderTorn(byte[] bytes, int position, int end) {
        int headerEnd = position + RecordFormat.HEADER_BYTES;
        return bytes[position] == WIPED
                || end < position + RecordFormat.SIZE_MIN
                || Sectors.countZero(bytes, position, headerEnd, 0) > 0;
    }

    private static boolean isBodyTorn(byte[] bytes, int position, int end, Header header) {
        int from = position + RecordFormat.HEADER_BYTES;
        int to = position + header.size();
        return end < to || Sectors.countZero(bytes, from, to, 0) > header.zeroSectors();
    }

    /** Whether a later record, whole or not, has a header that says that this one was durable. */
    private static boolean hasWitness(byte[] bytes, int from, int end, long number) {
        for (int at = from; at < end; at++) {
            Header header = RecordFormat.header(bytes, at, bytes.length);
            if (header != null
                    && header.number() > number
                    && header.number() - number <= bytes.length
                    && header.forced() >= number) {
                return true;
            }
        }
        return false;
    }
}
