package dev.syncdb.journal;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/* Why a failed force ends the life of a log object.
 *
 * When a force fails, the operating system may already have marked the pages as clean: they read
 * back as written, yet are not on the medium, and the next force, having nothing to do, succeeds.
 * So a force may not be tried again, and what it was to cover is unknown. The log refuses all work
 * until it is opened anew. Opening, in turn, does not trust what it reads: it writes the records
 * that may not be durable once more, byte for byte, which makes their pages dirty again, and forces
 * them before anybody is told of them. The same step covers a plain end of the process between a
 * write and its force.
 *
 * A failed write is milder: the bytes behind the good end are rubbish, and they are wiped, durably,
 * before the next record takes their place. Otherwise a crash could leave a mixture of both, which
 * no reader could tell from damage.
 */
/**
 * An append-only log of records, numbered 1, 2, 3, …, in segment files. Lives from opening to
 * {@link #close}; confined to its one writer. The caller holds a lock of the folder.
 *
 * <p>A record is appended at once for the process and durable for the machine after {@link #force}.
 * After a crash the log holds all forced records and, of the others, a run that follows them; never
 * a part of one and never another. {@link TailCheck} says how a torn end is told from damage.
 *
 * <p>Failures: Retryable IO when the disk refuses (see the methods for what may be tried again),
 * Corrupt CORRUPT_FILE when files are damaged, Incompatible FILE_VERSION, Incorrect CLOSED, LIMIT,
 * ENCRYPTED and NOT_ENCRYPTED, Forbidden UNKNOWN_KEY and WRONG_KEY.
 */
public final class RecordLog implements AutoCloseable {
    private enum State {
        OPEN,
        BROKEN,
        CLOSED
    }

    private final Disk disk;
    private final String name;
    private final int segmentBytes;
    private final @Nullable KeyProvider keys;
    private final List<Segment> segments;
    private final int bytesTorn;
    private ActiveSegment active;
    private long last;
    private long forced;
    private State state = State.OPEN;

    /** A file for the next segment may exist, so the active one must take no more records. */
    private boolean changingSegment;

    private RecordLog(
            Disk disk, String name, LogOptions options, LogScan scan, SegmentImage image) {
        this.disk = disk;
        this.name = name;
        this.segmentBytes = options.segmentBytes();
        this.keys = options.keys();
        this.segments = new ArrayList<>(scan.segments());
        this.last = scan.last();
        this.forced = image.forced();
        this.bytesTorn = scan.tornEnd() - image.position();
        this.active = new ActiveSegment(newest(), image, scan.tornEnd());
    }

    /**
     * Recovers the log, or makes it if there is no file of it, and hands every record from
     * {@link LogOptions#start} on to {@code reader}. All that was read is durable when this
     * returns.
     *
     * @param name of the files; distinct from that of every other log in the folder
     */
    public static RecordLog open(Disk disk, String name, LogOptions options, RecordReader reader) {
        NumberedFile.deleteTemporary(disk, name, NumberedFile.LOG);
        if (Segment.all(disk, name, options.keys()).isEmpty()) {
            Segment empty = new Segment(disk, name, options.start(), options.keys());
            empty.create(options.segmentBytes());
        }
        LogScan scan = new LogScan(disk, name, options);
        scan.run(reader);
        SegmentImage image = Objects.requireNonNull(scan.image(), "a log has a segment");
        RecordLog log = new RecordLog(disk, name, options, scan, image);
        try {
            log.settle(image);
            // A file may have got its name just before the crash, or before a refusal. Names count
            // from here on.
            disk.syncDirectory();
            for (Segment segment : scan.unwanted()) {
                disk.delete(segment.file());
            }
            return log;
        } catch (Retryable refused) {
            log.close();
            throw refused;
        }
    }

    /**
     * Makes a damaged log usable: keeps all records before the damage and sets the files with the
     * rest aside. Does nothing to a log that is not damaged. May be repeated after a crash. The log
     * must be closed.
     */
    public static Repair repair(Disk disk, String name, LogOptions options) {
        return new LogRepair(disk, name, options, new SetAside(disk)).run();
    }

    /**
     * Adds a record and returns its number. If the disk refuses, nothing was added, and the same
     * call may be tried again unless the log says that it must be opened anew.
     */
    public long append(byte[] body) {
        requireOpen();
        wipe();
        byte[] record = encode(body);
        if (changingSegment || !active.hasRoomFor(record.length)) {
            changeSegment(Segment.OVERHEAD_BYTES_MAX + record.length);
            record = encode(body);
        }
        active.append(record);
        last++;
        return last;
    }

    /**
     * Returns once every appended record is durable. If the disk refuses, the log must be opened
     * anew.
     */
    public void force() {
        requireOpen();
        if (forced < last) {
            forcing(active::force);
        }
    }

    /** Number of the last record; one less than {@link #first} if there is none. */
    public long last() {
        return last;
    }

    /** Number of the oldest record that is still stored. */
    public long first() {
        return segments.get(0).first();
    }

    /**
     * How many bytes opening cut off because a crash had torn them; no forced record was among
     * them.
     */
    public int bytesTorn() {
        return bytesTorn;
    }

    /** Hands the records from number {@code from} on to {@code reader}, reading their files. */
    public void read(long from, RecordReader reader) {
        requireOpen();
        if (from < first()) {
            throw outOfRange(from);
        }
        if (from > last + 1) {
            throw outOfRange(from);
        }
        for (int i = 0; i < segments.size(); i++) {
            long end = i + 1 < segments.size() ? segments.get(i + 1).first() : last + 1;
            if (end > from) {
                read(new SegmentImage(segments.get(i)), from, end, reader);
            }
        }
    }

    /**
     * Deletes the segments that hold only records with numbers below {@code before}. The owner must
     * know durably that they are not needed, for it opens the log with {@code before} or more as
     * its start from now on.
     */
    public void trim(long before) {
        requireOpen();
        boolean trimmed = false;
        while (segments.size() > 1 && segments.get(1).first() <= before) {
            disk.delete(segments.get(0).file());
            segments.remove(0);
            trimmed = true;
        }
        if (trimmed) {
            disk.syncDirectory();
        }
    }

    /**
     * Begins a new segment unless the present one is empty, so that all before may be trimmed.
     * Forces.
     */
    void startSegment() {
        requireOpen();
        wipe();
        if (changingSegment || active.first() <= last) {
            changeSegment(0);
        }
    }

    /** Closes the files; forces nothing. */
    @Override
    public void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            active.close();
        }
    }

    private byte[] encode(byte[] body) {
        return active.encode(last + 1, last - forced, body);
    }

    /** Makes durable what recovery found, and wipes what it found torn. */
    private void settle(SegmentImage image) {
        if (forced < last) {
            active.rewrite(image.bytes(), image.positionOf(forced + 1));
        }
        wipe();
        force();
    }

    private void wipe() {
        if (active.hasRubbish()) {
            forcing(active::wipe);
        }
    }

    /**
     * The order is what recovery relies on: all records are forced before a later segment exists,
     * and a segment exists durably before the one in front of it is sealed. May be tried again at
     * any point.
     */
    private void changeSegment(int bytesMin) {
        force();
        boolean replaced = active.first() > last;
        changingSegment = true;
        if (replaced) {
            active.close();
        }
        Segment next = new Segment(disk, name, last + 1, keys);
        next.create(Math.max(segmentBytes, bytesMin));
        if (!replaced) {
            active.seal();
        }
        SegmentImage image = new SegmentImage(next);
        ActiveSegment opened = new ActiveSegment(next, image, image.position());
        active.close();
        active = opened;
        if (!replaced) {
            segments.add(next);
        }
        changingSegment = false;
    }

    private void read(SegmentImage image, long from, long end, RecordReader reader) {
        while (image.last() < end - 1) {
            Header header = image.next();
            if (header == null) {
                throw image.damaged("it is not whole");
            }
            if (header.number() >= from) {
                reader.record(header.number(), image.body(header));
            }
        }
    }

    private void forcing(Runnable step) {
        try {
            step.run();
            forced = last;
        } catch (Retryable refused) {
            state = State.BROKEN;
            throw refused;
        }
    }

    private void requireOpen() {
        if (state == State.CLOSED) {
            throw new Incorrect(ErrorCode.CLOSED, "log " + name + " is closed");
        }
        if (state == State.BROKEN) {
            throw new Retryable(
                    ErrorCode.IO, "log " + name + " could not be forced: open it anew", 0);
        }
    }

    private Segment newest() {
        return segments.get(segments.size() - 1);
    }

    private Incorrect outOfRange(long from) {
        return new Incorrect(
                ErrorCode.OUT_OF_RANGE,
                "log " + name + " has records " + first() + " to " + last + ", not " + from);
    }
}
