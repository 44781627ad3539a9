package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
        /** One record of the snapshot, whose bytes are lent until it was taken in. */
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
    private final @Nullable KeyProvider keys;

    /** Bytes of the records that were found at opening or appended since. */
    private volatile long bytesAppended;

    /** Of these, the bytes that the newest snapshot covers. */
    private volatile long bytesCovered;

    private Journal(
            Disk disk, String name, Disk.Lock lock, RecordLog log, @Nullable KeyProvider keys) {
        this.disk = disk;
        this.name = name;
        this.lock = lock;
        this.log = log;
        this.keys = keys;
    }

    /**
     * Recovers the journal, or makes it if there is none. If {@code recovery} was handed anything
     * and this fails, what it built is to be thrown away.
     *
     * @param segmentBytes size of a file of the log, see {@link LogOptions}
     */
    public static Journal open(Disk disk, String name, int segmentBytes, Recovery recovery) {
        return open(disk, name, new LogOptions(segmentBytes, 1), recovery);
    }

    /**
     * Recovers the journal, or makes it, see {@link #open(Disk, String, int, Recovery)}.
     *
     * @param options of the files; where the log starts is the snapshot's to say
     */
    public static Journal open(Disk disk, String name, LogOptions options, Recovery recovery) {
        Disk.Lock lock = disk.lock(name + ".lock");
        boolean opened = false;
        try {
            NumberedFile.deleteTemporary(disk, name, NumberedFile.SNAPSHOT);
            SnapshotFile snapshot = SnapshotFile.newest(disk, name, options.keys());
            if (snapshot != null) {
                requireLog(disk, name);
                snapshot.read(recovery::snapshot);
            }
            ByteCount count = new ByteCount(recovery);
            LogOptions behind = options.startingAt(SnapshotFile.startBehind(snapshot));
            RecordLog log = RecordLog.open(disk, name, behind, count);
            Journal journal = new Journal(disk, name, lock, log, options.keys());
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
     * Makes a damaged journal usable, and brings back a state that it once had: the newest snapshot
     * that is whole, and the log behind it up to the damage. Without a whole snapshot, the damaged
     * one stays as it is, see {@link #salvage}. Keeps what it takes out in files set aside. May be
     * repeated after a crash.
     *
     * @param segmentBytes size of a file of the log, see {@link LogOptions}
     */
    public static Repair repair(Disk disk, String name, int segmentBytes) {
        return repair(disk, name, new LogOptions(segmentBytes, 1));
    }

    /**
     * Makes a damaged journal usable, see {@link #repair(Disk, String, int)}.
     *
     * @param options of the files; where the log starts is the snapshot's to say
     */
    public static Repair repair(Disk disk, String name, LogOptions options) {
        return locked(disk, name, () -> new JournalRepair(disk, name, options).repair());
    }

    /**
     * Makes a damaged journal usable, and keeps all that can be read: what {@link #repair} does,
     * but where no snapshot is whole, the records of the newest one that are. The state may then be
     * one that the journal never had, with holes, which the owner must be able to live with.
     *
     * @param options of the files; where the log starts is the snapshot's to say
     */
    public static Repair salvage(Disk disk, String name, LogOptions options) {
        return locked(disk, name, () -> new JournalRepair(disk, name, options).salvage());
    }

    /**
     * Everything that is wrong with the files of a journal, which must be closed: empty when all is
     * well, or when there are none. Reads all of them and changes nothing. What a crash may leave
     * is not wrong.
     *
     * @param keys what encrypts the files; null for plain ones
     */
    public static List<Damage> check(Disk disk, String name, @Nullable KeyProvider keys) {
        return locked(disk, name, () -> new JournalCheck(disk, name, keys).run());
    }

    /**
     * Encrypts the files of a journal, which must be closed and whole, with the current key,
     * whether they were plain or named an older one. If this fails or the machine stops, some are
     * and some are not, the journal is refused, and this must be done again. What the medium keeps
     * of the old files is out of reach.
     *
     * @param keys those that the files name, and the new one
     */
    public static void encrypt(Disk disk, String name, KeyProvider keys) {
        locked(disk, name, () -> {
            new JournalEncryption(disk, name, keys).run();
            return name;
        });
    }

    private static <T> T locked(Disk disk, String name, Supplier<T> work) {
        Disk.Lock lock = disk.lock(name + ".lock");
        try {
            return work.get();
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

    /**
     * Hands over again the records from number {@code from} on, which must be behind the snapshot;
     * see {@link RecordLog#read}.
     */
    public void read(long from, RecordReader reader) {
        log.read(from, reader);
    }

    /** Hands over all that the journal holds, reading its files: the snapshot, then the log. */
    public void read(Recovery reader) {
        SnapshotFile snapshot = SnapshotFile.newest(disk, name, keys);
        if (snapshot != null) {
            snapshot.read(reader::snapshot);
        }
        log.read(SnapshotFile.startBehind(snapshot), reader);
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
        new SnapshotFile(disk, name, covered, keys).write(source::writeTo);
        bytesCovered = bytes;
        log.trim(covered + 1);
        for (SnapshotFile snapshot : SnapshotFile.all(disk, name, keys)) {
            if (snapshot.covers() != covered) {
                disk.delete(snapshot.file());
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

    /** A snapshot is only made once the log has a segment behind it. */
    private static void requireLog(Disk disk, String name) {
        if (Segment.all(disk, name, null).isEmpty()) {
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
