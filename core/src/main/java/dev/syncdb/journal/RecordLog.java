package dev.syncdb.journal;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/* Why a failed force ends the use of an open file.
 *
 * When a force fails, the operating system may already have marked the pages as clean: they read
 * back as written, yet are not on the medium, and the next force, having nothing to do, succeeds.
 * So a force may not be tried again, and what it was to cover is unknown. The log refuses all work
 * until what is not known to be durable is settled, in one of two ways that its owner chooses:
 *
 * retain     the bytes, which the log keeps in memory until they are durable, are written once
 *            more, which makes their pages dirty again, and forced. For an owner who has told
 *            somebody of the records.
 * take back  zeros are written in their place and forced, and their numbers are given anew. For an
 *            owner who must say that they were not added. Until that has succeeded nobody can say
 *            so: if the process ends before, opening may find the records, or the first of them.
 *
 * Opening does not trust what it reads either: it retains what it finds. The same step covers a
 * plain end of the process between a write and its force.
 *
 * A failed write is milder: the bytes behind the good end are rubbish, and they are wiped, durably,
 * when the log is settled or at the latest before the next record takes their place. Otherwise a
 * crash could leave a mixture of both, which no reader could tell from damage. Until they are wiped
 * opening may find a whole record there: a write that was interrupted may have done all its work.
 *
 * What the lock covers. Records are written under it, one after the other. A force runs outside of
 * it, so that others append meanwhile, and covers what was written before it began; one runs at a
 * time, and all that needs to know how it ends (a wipe, the change of the segment) waits for it.
 */
/**
 * An append-only log of records, numbered 1, 2, 3, …, in segment files. Lives from opening to
 * {@link #close}. One thread at a time appends; any thread may force, also while another appends.
 * The caller holds a lock of the folder.
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

    /** A force is under way outside of the lock. */
    private boolean forcing;

    /** The spare file is being made outside of the lock. */
    private boolean makingSpare;

    private boolean hasSpare;

    /** The present segment is half full, and nobody has taken it on to make the next. */
    private volatile boolean spareDue;

    /** The last segment for which a spare one was due: a disk that is full is not asked again. */
    private long spareDueIn;

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
     * call may be tried again unless the log says that it could not be forced.
     */
    public synchronized long append(byte[] body) {
        requireOpen();
        wipe();
        byte[] record = encode(body);
        if (changingSegment || !active.hasRoomFor(record.length)) {
            changeSegment(Segment.OVERHEAD_BYTES_MAX + record.length);
            record = encode(body);
        }
        active.append(record);
        last++;
        if (active.isHalfFull() && !hasSpare && spareDueIn < active.first()) {
            spareDueIn = active.first();
            spareDue = true;
        }
        return last;
    }

    /**
     * Returns once every record that was appended before the call is durable. If the disk refuses,
     * the log must be settled by {@link #retain} or {@link #takeBack}, or opened anew.
     */
    public void force() {
        ActiveSegment covered;
        long upTo;
        int end;
        synchronized (this) {
            awaitForce();
            requireOpen();
            if (forced == last) {
                return;
            }
            covered = active;
            upTo = last;
            end = active.end();
            forcing = true;
        }
        boolean done = false;
        try {
            covered.force();
            done = true;
        } finally {
            endForce(done, upTo, end);
        }
    }

    /**
     * Makes a log that refused a write or a force usable again, with all of its records, which are
     * durable when this returns. Does nothing to a log that refused nothing. May be tried again.
     */
    public synchronized void retain() {
        if (awaitUnsettled()) {
            settle();
        }
    }

    /**
     * Makes a log that refused a write or a force usable again, without the records that are not
     * known to be durable: when this returns, they will never be found. Does nothing to a log that
     * refused nothing. May be tried again; until it succeeds, opening may find the records.
     */
    public synchronized void takeBack() {
        if (awaitUnsettled()) {
            active.takeBack();
            last = forced;
            settle();
        }
    }

    /** Number of the last record; one less than {@link #first} if there is none. */
    public synchronized long last() {
        return last;
    }

    /** Number of the last record that is known to be durable. */
    public synchronized long forced() {
        return forced;
    }

    /** Number of the oldest record that is still stored. */
    public synchronized long first() {
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
     * its start from now on. One thread at a time may trim, also while another appends.
     */
    public void trim(long before) {
        boolean trimmed = false;
        Segment unneeded = oldestBelow(before);
        while (unneeded != null) {
            disk.delete(unneeded.file());
            synchronized (this) {
                segments.remove(0);
            }
            trimmed = true;
            unneeded = oldestBelow(before);
        }
        if (trimmed) {
            disk.syncDirectory();
        }
    }

    /**
     * Whether it is time to {@link #makeSpare}; true once for each segment, to whoever asks first.
     * Any thread may call it.
     */
    public boolean takeSpareDue() {
        if (!spareDue) {
            return false;
        }
        synchronized (this) {
            boolean due = spareDue;
            spareDue = false;
            return due;
        }
    }

    /**
     * Makes the file of the next segment in advance, so that no record waits for it. Any thread may
     * call it, also while another appends.
     */
    public void makeSpare() {
        synchronized (this) {
            if (state == State.CLOSED || hasSpare || makingSpare) {
                return;
            }
            makingSpare = true;
        }
        boolean made = false;
        try {
            Segment.createSpare(disk, name, segmentBytes);
            made = true;
        } finally {
            endSpare(made);
        }
    }

    /**
     * Begins a new segment unless the present one is empty, so that all before may be trimmed.
     * Forces.
     */
    synchronized void startSegment() {
        requireOpen();
        wipe();
        if (changingSegment || active.first() <= last) {
            changeSegment(0);
        }
    }

    /** Closes the files; forces nothing. */
    @Override
    public synchronized void close() {
        await(() -> forcing || makingSpare);
        if (state != State.CLOSED) {
            state = State.CLOSED;
            try {
                active.close();
            } finally {
                dropSpare();
            }
        }
    }

    private byte[] encode(byte[] body) {
        return active.encode(last + 1, last - forced, body);
    }

    /** Makes durable what recovery found, and wipes what it found torn. */
    private void settle(SegmentImage image) {
        if (forced < last) {
            active.doubt(image.bytes(), image.positionOf(forced + 1));
        }
        if (forced < last || active.hasRubbish()) {
            settleActive();
        }
    }

    private void settle() {
        active.reopen();
        settleActive();
        state = State.OPEN;
    }

    private void settleActive() {
        forcing(active::settle);
    }

    private void wipe() {
        if (active.hasRubbish()) {
            awaitForce();
            requireOpen();
            settleActive();
        }
    }

    /** The oldest segment, if it holds only records with numbers below that. */
    private synchronized @Nullable Segment oldestBelow(long before) {
        requireOpen();
        boolean unneeded = segments.size() > 1 && segments.get(1).first() <= before;
        return unneeded ? segments.get(0) : null;
    }

    private void awaitForce() {
        await(() -> forcing);
    }

    /** Waits, holding the lock in between, until something is not so any more. */
    private void await(BooleanSupplier busy) {
        boolean interrupted = false;
        while (busy.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endSpare(boolean made) {
        makingSpare = false;
        hasSpare = made;
        notifyAll();
    }

    private void dropSpare() {
        if (hasSpare) {
            try {
                disk.delete(Segment.spareFile(name));
            } catch (Retryable refused) {
                // The next opening tries again.
            }
        }
    }

    private synchronized void endForce(boolean done, long upTo, int end) {
        forcing = false;
        if (done) {
            forced = upTo;
            active.forced(end);
        } else {
            state = State.BROKEN;
        }
        notifyAll();
    }

    private boolean awaitUnsettled() {
        awaitForce();
        if (state != State.BROKEN) {
            requireOpen();
        }
        return state == State.BROKEN || active.hasRubbish();
    }

    /**
     * The order is what recovery relies on: all records are forced before a later segment exists,
     * and a segment exists durably before the one in front of it is sealed. May be tried again at
     * any point.
     */
    private void changeSegment(int bytesMin) {
        awaitForce();
        requireOpen();
        forceAll();
        boolean replaced = active.first() > last;
        if (changingSegment && !replaced) {
            active.reopen();
        }
        changingSegment = true;
        if (replaced) {
            active.close();
        }
        Segment next = new Segment(disk, name, last + 1, keys);
        if (hasSpare && bytesMin <= segmentBytes) {
            hasSpare = false;
            next.createFromSpare(segmentBytes);
        } else {
            next.create(Math.max(segmentBytes, bytesMin));
        }
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

    private void forceAll() {
        if (forced < last) {
            forcing(() -> {
                active.force();
                active.forced(active.end());
            });
        }
    }

    private void forcing(Runnable step) {
        boolean done = false;
        try {
            step.run();
            forced = last;
            done = true;
        } finally {
            if (!done) {
                state = State.BROKEN;
            }
        }
    }

    private void requireOpen() {
        if (state == State.CLOSED) {
            throw new Incorrect(ErrorCode.CLOSED, "log " + name + " is closed");
        }
        if (state == State.BROKEN) {
            throw new Retryable(
                    ErrorCode.IO, "log " + name + " could not be forced: settle it first", 0);
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
