package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * The durable half of something that lives in memory: a snapshot of it, and a log of what happened
 * since. What the records mean is the owner's business. Lives from opening to {@link #close},
 * holding the lock {@code <name>.lock} of its folder. One thread at a time appends; meanwhile any
 * other may force, and one may make a checkpoint.
 *
 * <p>Failures are those of {@link RecordLog}, and Contended STORE_IN_USE where the journal is open
 * already.
 */
public final class Journal implements AutoCloseable {
    /** Takes in what the journal holds: all of the snapshot, then the log above it. */
    public interface Recovery extends RecordReader {
        /** One record of the snapshot. */
        void snapshot(ByteSource record);
    }

    /** What is to go into a snapshot. */
    public interface Source {
        /** Hands over all records of a state that includes every record that it is to cover. */
        void writeTo(Consumer<byte[]> records);
    }

    private final Disk disk;
    private final String name;
    private final Disk.Lock lock;
    private final RecordLog log;

    /** Bytes of the records that were found at opening or appended since. */
    private volatile long bytesAppended;

    /** Of these, the bytes that the newest snapshot covers. */
    private volatile long bytesCovered;

    private Journal(Disk disk, String name, Disk.Lock lock, RecordLog log) {
        this.disk = disk;
        this.name = name;
        this.lock = lock;
        this.log = log;
    }

    /**
     * Recovers the journal, or makes it if there is none. If {@code recovery} was handed anything
     * and this fails, what it built is to be thrown away.
     *
     * @param segmentBytes size of a file of the log, see {@link LogOptions}
     */
    public static Journal open(Disk disk, String name, int segmentBytes, Recovery recovery) {
        Disk.Lock lock = disk.lock(name + ".lock");
        boolean opened = false;
        try {
            NumberedFile.deleteTemporary(disk, name, NumberedFile.SNAPSHOT);
            SnapshotFile snapshot = newest(disk, name);
            if (snapshot != null) {
                requireLog(disk, name);
                snapshot.read(recovery::snapshot);
            }
            ByteCount count = new ByteCount(recovery);
            LogOptions options = new LogOptions(segmentBytes, startBehind(snapshot));
            RecordLog log = RecordLog.open(disk, name, options, count);
            Journal journal = new Journal(disk, name, lock, log);
            journal.bytesAppended = count.bytes;
            opened = true;
            return journal;
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /**
     * Makes a journal usable whose log is damaged, see {@link RecordLog#repair}. A snapshot cannot
     * be repaired.
     *
     * @param segmentBytes size of a file of the log, see {@link LogOptions}
     */
    public static Repair repair(Disk disk, String name, int segmentBytes) {
        Disk.Lock lock = disk.lock(name + ".lock");
        try {
            long start = startBehind(newest(disk, name));
            LogOptions options = new LogOptions(segmentBytes, start);
            return RecordLog.repair(disk, name, options);
        } finally {
            lock.close();
        }
    }

    /** Adds a record and returns its number, see {@link RecordLog#append}. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time appends
    public long append(byte[] body) {
        long number = log.append(body);
        bytesAppended += body.length;
        return number;
    }

    /** Returns once every record appended so far is durable, see {@link RecordLog#force}. */
    public void force() {
        log.force();
    }

    /** Number of the last record that is known to be durable. */
    public long forced() {
        return log.forced();
    }

    /** Settles a log that refused something, see {@link RecordLog#retain}. */
    public void retain() {
        log.retain();
    }

    /** Settles a log that refused something, see {@link RecordLog#takeBack}. */
    public void takeBack() {
        log.takeBack();
    }

    /** Whether to make a file for later, see {@link RecordLog#takeSpareDue}. */
    public boolean takeSpareDue() {
        return log.takeSpareDue();
    }

    /** Makes a file for later, see {@link RecordLog#makeSpare}. */
    public void makeSpare() {
        log.makeSpare();
    }

    /** Number of the last record ever appended; 0 if there is none. */
    public long last() {
        return log.last();
    }

    /** Bytes of the records that the next opening would have to take in besides the snapshot. */
    public long bytesSinceCheckpoint() {
        return bytesAppended - bytesCovered;
    }

    /** How many torn bytes opening cut off, see {@link RecordLog#bytesTorn}. */
    public int bytesTorn() {
        return log.bytesTorn();
    }

    /**
     * Replaces snapshot and log by a new snapshot and an empty log. Forces. If the disk refuses,
     * the old ones still hold, and the same call may be tried again. Nobody appends meanwhile.
     */
    public void checkpoint(Source source) {
        log.startSegment();
        checkpoint(log.last(), source);
    }

    /**
     * Puts a new snapshot in the place of the log up to the record {@code covered}, while others
     * append. Forces, for a log that ends before its snapshot would be damaged. If the disk
     * refuses, the old snapshot and log still hold, and it may be tried again. Of the log, whole
     * segments go; the rest of one is not read again.
     */
    public void checkpoint(long covered, Source source) {
        long bytes = bytesAppended;
        log.force();
        new SnapshotFile(disk, name, covered).write(source::writeTo);
        bytesCovered = bytes;
        log.trim(covered + 1);
        for (long number : snapshots(disk, name)) {
            if (number != covered) {
                disk.delete(new SnapshotFile(disk, name, number).file());
            }
        }
    }

    /** Closes the files and gives up the lock; forces nothing. */
    @Override
    public void close() {
        try {
            log.close();
        } finally {
            lock.close();
        }
    }

    /** The newest snapshot that is whole; null if there is none. The oldest is taken untried. */
    private static @Nullable SnapshotFile newest(Disk disk, String name) {
        List<Long> numbers = snapshots(disk, name);
        for (int i = numbers.size() - 1; i >= 0; i--) {
            SnapshotFile snapshot = new SnapshotFile(disk, name, numbers.get(i));
            if (i == 0 || snapshot.isWhole()) {
                return snapshot;
            }
        }
        return null;
    }

    /** The first record of the log that the snapshot does not include. */
    private static long startBehind(@Nullable SnapshotFile snapshot) {
        return snapshot == null ? 1 : snapshot.covers() + 1;
    }

    private static List<Long> snapshots(Disk disk, String name) {
        return NumberedFile.numbers(disk, name, NumberedFile.SNAPSHOT);
    }

    /** A snapshot is only made once the log has a segment behind it. */
    private static void requireLog(Disk disk, String name) {
        if (Segment.all(disk, name).isEmpty()) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "log " + name + " is missing, but it has a snapshot");
        }
    }

    /** Passes records on and adds up their sizes. */
    private static final class ByteCount implements RecordReader {
        private final RecordReader reader;
        private long bytes;

        ByteCount(RecordReader reader) {
            this.reader = reader;
        }

        @Override
        public void record(long number, ByteSource body) {
            bytes += body.remaining();
            reader.record(number, body);
        }
    }
}
