package dev.syncdb.journal;

import dev.syncdb.error.Retryable;

import java.util.Arrays;

/**
 * The last segment of a log, open for appending. Writes where it is told the end is good and never
 * lets a half-written record stay in front of a later one. Keeps the bytes that are not known to be
 * durable, for after a failed force nobody knows what the file holds. Confined to who holds the
 * log's lock, but for {@link #force}.
 */
final class ActiveSegment {
    /** Room for unforced records that is kept between forces. */
    private static final int UNFORCED_BYTES_KEPT = 1 << 16;

    private final Segment segment;
    private final int limit;
    private final BodyCipher bodies;
    private volatile DiskFile file;
    private int end;

    /** End of what may stand behind {@link #end} and is no record; not less than {@code end}. */
    private int rubbishEnd;

    /** What stands in front of {@link #end} and is not known to be durable. */
    private byte[] unforced = new byte[0];

    private int unforcedBytes;
    private boolean closed;

    /** Opens the segment behind the last record that {@code image} walked over. */
    ActiveSegment(Segment segment, SegmentImage image, int rubbishEnd) {
        this.segment = segment;
        this.file = segment.disk().open(segment.file());
        this.limit = image.limit();
        this.bodies = image.bodies();
        this.end = image.position();
        this.rubbishEnd = rubbishEnd;
    }

    /** Number of its first record. */
    long first() {
        return segment.first();
    }

    /** Where the next record will stand. */
    int end() {
        return end;
    }

    boolean hasRoomFor(int recordBytes) {
        return recordBytes <= limit - end;
    }

    boolean isHalfFull() {
        return end > limit / 2;
    }

    /** Whether a write failed and left bytes that are no record. */
    boolean hasRubbish() {
        return rubbishEnd > end;
    }

    /** The bytes of the next record, for {@link #append}. */
    byte[] encode(long number, long unforcedRecords, byte[] body) {
        byte[] stored = bodies.seal(number, (int) unforcedRecords, body);
        return RecordFormat.encode(number, unforcedRecords, stored, end);
    }

    /** Writes a record; if that fails, what it left counts as rubbish. */
    void append(byte[] record) {
        rubbishEnd = end + record.length;
        file.write(end, record, 0, record.length);
        end = rubbishEnd;
        if (unforcedBytes + record.length > unforced.length) {
            unforced = Arrays.copyOf(unforced, 2 * (unforcedBytes + record.length));
        }
        System.arraycopy(record, 0, unforced, unforcedBytes, record.length);
        unforcedBytes += record.length;
    }

    /** Takes over the bytes from {@code from} to the end as not known to be durable. */
    void doubt(byte[] bytes, int from) {
        unforced = Arrays.copyOfRange(bytes, from, end);
        unforcedBytes = unforced.length;
    }

    /** Takes back what is not known to be durable: from now on it is rubbish. */
    void takeBack() {
        end -= unforcedBytes;
        unforcedBytes = 0;
    }

    /** Opens the file once more, for an open one may be of no use after a failure. */
    void reopen() {
        try {
            close();
        } catch (Retryable refused) {
            // What could not even be closed is let go.
        }
        file = segment.disk().open(segment.file());
        closed = false;
    }

    /** Writes what is not known to be durable once more and zeros where rubbish is, and forces. */
    void settle() {
        if (unforcedBytes > 0) {
            file.write(end - unforcedBytes, unforced, 0, unforcedBytes);
        }
        if (hasRubbish()) {
            wipe();
        } else {
            file.force();
        }
        forced(end);
    }

    /** Makes durable what has been written before the call. Anybody may call it at any time. */
    void force() {
        file.force();
    }

    /** Notes that all up to a position is durable. */
    void forced(int position) {
        int rest = end - position;
        System.arraycopy(unforced, unforcedBytes - rest, unforced, 0, rest);
        unforcedBytes = rest;
        if (rest == 0 && unforced.length > UNFORCED_BYTES_KEPT) {
            unforced = new byte[0];
        }
    }

    /** Notes, durably, that a segment behind this one exists. */
    void seal() {
        file.write(limit, new byte[] {Segment.SEALED}, 0, 1);
        file.force();
    }

    // Zeros that were only written in part would leave rubbish that no crash explains. So the mark
    // is there, durably, before the first zero, and goes after the last.
    private void wipe() {
        mark(TailCheck.WIPED);
        byte[] zeros = new byte[rubbishEnd - end - 1];
        file.write(end + 1L, zeros, 0, zeros.length);
        file.force();
        mark((byte) 0);
        rubbishEnd = end;
    }

    private void mark(byte mark) {
        file.write(end, new byte[] {mark}, 0, 1);
        file.force();
    }

    /** Closes the file unless it is closed. */
    void close() {
        if (!closed) {
            closed = true;
            file.close();
        }
    }
}
