package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

/** The bytes of one segment, its header checked, and one walk over its records. */
final class SegmentImage {
    private final Segment segment;
    private final byte[] bytes;
    private final int start;
    private final BodyCipher bodies;
    private int position;
    private @Nullable Header current;

    /** Reads the file of {@code segment} and checks its header. */
    SegmentImage(Segment segment) {
        this(segment, segment.bytes());
    }

    private SegmentImage(Segment segment, byte[] bytes) {
        this.segment = segment;
        this.bytes = bytes;
        String name = segment.file();
        Segment.Start header = segment.start(bytes);
        int size = header.size();
        if (size != bytes.length) {
            int shorter = Math.min(size, bytes.length);
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    shorter,
                    name + " has " + bytes.length + " bytes but was made with " + size);
        }
        byte seal = bytes[limit()];
        if (seal != 0 && seal != Segment.SEALED) {
            throw new Corrupt(ErrorCode.CORRUPT_FILE, limit(), name + " has a damaged seal");
        }
        start = header.envelope().size();
        bodies = header.envelope().bodies();
        position = start;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where its first record begins. */
    int start() {
        return start;
    }

    /** Where records end at the latest, and the seal stands. */
    int limit() {
        return bytes.length - 1;
    }

    /** Whether a segment behind this one was made. */
    boolean isSealed() {
        return bytes[limit()] == Segment.SEALED;
    }

    /** Goes on to the next record; null if there is none that is whole and in its place. */
    @Nullable
    Header next() {
        Header header = RecordFormat.header(bytes, position, limit());
        if (header == null
                || header.number() != last() + 1
                || !RecordFormat.isWhole(bytes, position, header)) {
            return null;
        }
        position += header.size();
        current = header;
        return header;
    }

    /**
     * The body of the record that {@link #next} found last, with addresses of the file unless it is
     * encrypted.
     */
    ByteSource body(Header header) {
        int from = position - header.size();
        ByteSource body = bodies.open(header, bytes, from + RecordFormat.HEADER_BYTES);
        if (body == null) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    from,
                    "log " + segment.file() + " record " + last() + ": it is forged");
        }
        return body;
    }

    /** How bodies are stored in this segment. */
    BodyCipher bodies() {
        return bodies;
    }

    /** Number of the last record walked over; one less than the first if there was none. */
    long last() {
        return current == null ? segment.first() - 1 : current.number();
    }

    /** The last record known to be durable, from what was walked over. */
    long forced() {
        return current == null ? segment.first() - 1 : current.forced();
    }

    /** End of the last record walked over. */
    int position() {
        return position;
    }

    /** Where a record begins that was walked over, or the present position for the next one. */
    int positionOf(long number) {
        SegmentImage walk = new SegmentImage(segment, bytes);
        boolean found = true;
        while (found && walk.last() < number - 1) {
            found = walk.next() != null;
        }
        return walk.position;
    }

    /** Fails unless nothing stands behind the last record walked over. */
    void requireEnd() {
        if (Sectors.endOfData(bytes, position, limit()) > position) {
            throw damaged("it is not whole");
        }
    }

    /** The failure to throw if the next record is not as it was written. */
    Corrupt damaged(String damage) {
        return new Corrupt(
                ErrorCode.CORRUPT_FILE,
                position,
                "log " + segment.file() + " record " + (last() + 1) + ": " + damage);
    }
}
