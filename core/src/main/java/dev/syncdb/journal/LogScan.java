package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One reading of a log from its files: checks everything, changes nothing, and knows how far it
 * came when it fails. Used once.
 */
final class LogScan {
    private final String log;
    private final long start;
    private final List<Segment> unwanted;
    private final List<Segment> segments;
    private int index;
    private boolean inPlace;
    private long last;
    private @Nullable SegmentImage image;
    private int tornEnd;

    /**
     * @param options whose start is the first record that is needed; a segment that holds only
     *     older ones is not read
     */
    LogScan(Disk disk, String log, LogOptions options) {
        this.log = log;
        this.start = options.start();
        List<Segment> all = Segment.all(disk, log, options.keys());
        int skipped = 0;
        while (skipped + 1 < all.size() && all.get(skipped + 1).first() <= start) {
            skipped++;
        }
        unwanted = all.subList(0, skipped);
        segments = all.subList(skipped, all.size());
        boolean reachesBack = !segments.isEmpty() && segments.get(0).first() <= start;
        last = (reachesBack ? segments.get(0).first() : start) - 1;
    }

    /**
     * Hands every record from the start on to {@code reader}.
     *
     * @throws Corrupt CORRUPT_FILE at the first damage
     */
    void run(RecordReader reader) {
        for (; index < segments.size(); index++) {
            Segment segment = segments.get(index);
            image = null;
            inPlace = segment.first() == last + 1;
            if (!inPlace) {
                throw missing(segment.file() + " follows");
            }
            SegmentImage found = new SegmentImage(segment);
            image = found;
            read(found, reader);
            if (index < segments.size() - 1) {
                found.requireEnd();
            } else if (found.isSealed()) {
                throw missing("a segment was made for it");
            } else {
                tornEnd = TailCheck.endOfTorn(found);
            }
        }
        if (last < start - 1) {
            throw missing("the log should reach to record " + (start - 1));
        }
    }

    /** Segments that hold only records from before the start. */
    List<Segment> unwanted() {
        return unwanted;
    }

    /** The other segments. */
    List<Segment> segments() {
        return segments;
    }

    /** Index of the segment being read; the number of segments after the last. */
    int index() {
        return index;
    }

    /** Whether the segment being read begins with the record that was to come. */
    boolean isInPlace() {
        return inPlace;
    }

    /** Number of the last record that was read and found whole. */
    long last() {
        return last;
    }

    /** The segment read last; null if its header could not be read, or if there is none. */
    @Nullable
    SegmentImage image() {
        return image;
    }

    /** Where, in the last segment, torn bytes end. */
    int tornEnd() {
        return tornEnd;
    }

    private void read(SegmentImage found, RecordReader reader) {
        for (Header header = found.next(); header != null; header = found.next()) {
            ByteSource body = found.body(header);
            last = header.number();
            if (last >= start) {
                reader.record(last, body);
            }
        }
    }

    private Corrupt missing(String evidence) {
        return new Corrupt(
                ErrorCode.CORRUPT_FILE,
                0,
                "log " + log + " record " + (last + 1) + ": it is missing, but " + evidence);
    }
}
