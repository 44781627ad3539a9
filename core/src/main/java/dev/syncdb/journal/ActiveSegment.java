package dev.syncdb.journal;

/**
 * The last segment of a log, open for appending. Writes where it is told the end is good and never
 * lets a half-written record stay in front of a later one. Confined to the log's writer.
 */
final class ActiveSegment {
    private final DiskFile file;
    private final long first;
    private final int limit;
    private final BodyCipher bodies;
    private int end;

    /** End of what may stand behind {@link #end} and is no record; not less than {@code end}. */
    private int rubbishEnd;

    private boolean closed;

    /** Opens the segment behind the last record that {@code image} walked over. */
    ActiveSegment(Segment segment, SegmentImage image, int rubbishEnd) {
        this.file = segment.disk().open(segment.file());
        this.first = segment.first();
        this.limit = image.limit();
        this.bodies = image.bodies();
        this.end = image.position();
        this.rubbishEnd = rubbishEnd;
    }

    /** Number of its first record. */
    long first() {
        return first;
    }

    /** Where the next record will stand. */
    int end() {
        return end;
    }

    boolean hasRoomFor(int recordBytes) {
        return recordBytes <= limit - end;
    }

    /** Whether a write failed and left bytes that are no record. */
    boolean hasRubbish() {
        return rubbishEnd > end;
    }

    /** The bytes of the next record, for {@link #append}. */
    byte[] encode(long number, long unforced, byte[] body) {
        byte[] stored = bodies.seal(number, (int) unforced, body);
        return RecordFormat.encode(number, unforced, stored, end);
    }

    /** Writes a record; if that fails, what it left counts as rubbish. */
    void append(byte[] record) {
        rubbishEnd = end + record.length;
        file.write(end, record, 0, record.length);
        end = rubbishEnd;
    }

    /** Writes what stands from {@code from} to the end once more. */
    void rewrite(byte[] bytes, int from) {
        file.write(from, bytes, from, end - from);
    }

    /** Puts zeros where the rubbish is, and forces. */
    void wipe() {
        byte[] zeros = new byte[rubbishEnd - end];
        file.write(end, zeros, 0, zeros.length);
        file.force();
        rubbishEnd = end;
    }

    void force() {
        file.force();
    }

    /** Notes, durably, that a segment behind this one exists. */
    void seal() {
        file.write(limit, new byte[] {Segment.SEALED}, 0, 1);
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
