package dev.syncdb.testkit.disk;

import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;
import dev.syncdb.testkit.disk.Drive.Fate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A disk in memory that keeps apart what was written and what is durable, counts the operations
 * that change something (the first is number 1), and fails as it is told. Strict: a closed file
 * used or closed again, or an open one renamed or deleted, is an {@link IllegalStateException}.
 * Confined to one thread; the same calls give the same result.
 *
 * <p>All faults hold for this folder and those inside it alike.
 */
public final class FakeDisk implements Disk {
    /** Room for everything. */
    public static final long UNLIMITED = Drive.UNLIMITED;

    private static final int SECTOR_BYTES = 512;

    private final Drive drive;

    /** Empty, or ends with a slash. */
    private final String folder;

    /** A disk whose sectors are the classic ones. */
    public FakeDisk() {
        this(SECTOR_BYTES);
    }

    /**
     * A disk that writes so many bytes as a whole.
     *
     * @param sectorBytes 512 or a multiple; 4,096 on most disks of today
     */
    public FakeDisk(int sectorBytes) {
        this(new Drive(sectorBytes), "");
    }

    private FakeDisk(Drive drive, String folder) {
        this.drive = drive;
        this.folder = folder;
    }

    /** Stops the machine at an operation, which then may or may not have happened. */
    public FakeDisk crashAt(long operation) {
        drive.crashAt = operation;
        return this;
    }

    /**
     * Refuses one operation: half of a write is written, and a force loses what it was to make
     * durable.
     */
    public FakeDisk refuseAt(long operation) {
        return refuseBetween(operation, operation + 1);
    }

    /** Refuses an operation and all behind it, see {@link #refuseAt}. */
    public FakeDisk refuseFrom(long operation) {
        return refuseBetween(operation, Long.MAX_VALUE);
    }

    /** Refuses operations up to, and without, {@code end}, see {@link #refuseAt}. */
    public FakeDisk refuseBetween(long operation, long end) {
        drive.refuseFrom = operation;
        drive.refuseTo = end;
        return this;
    }

    /**
     * Refuses what makes all files together larger than this; {@link #UNLIMITED} refuses nothing.
     */
    public FakeDisk fullAt(long bytes) {
        drive.bytesMax = bytes;
        return this;
    }

    /** A disk that says it forced but did not. */
    public FakeDisk forgetForces() {
        return forgetForces(true);
    }

    /** Whether the disk only says that it forces, from now on. */
    public FakeDisk forgetForces(boolean forgets) {
        drive.forgetsForces = forgets;
        return this;
    }

    /** How many operations changed something so far. */
    public long operations() {
        return drive.operations;
    }

    /** How many operations were refused so far, for whatever reason. */
    public long refusals() {
        return drive.refusals;
    }

    /** How many bytes all files have together. */
    public long bytesUsed() {
        return drive.bytesUsed();
    }

    /** True once the machine has stopped. */
    public boolean isCrashed() {
        return drive.isCrashed();
    }

    /** Paths of the files that are open, one for each opening. */
    public List<String> leftOpen() {
        return List.copyOf(drive.open);
    }

    /**
     * Stops the machine now and returns what is on the disk when it starts again, one of the
     * possibilities.
     */
    public FakeDisk afterCrash(long seed) {
        return afterCrash(seed, true);
    }

    /** As {@link #afterCrash(long)}, but a file may be spared what tears writes into parts. */
    public FakeDisk afterCrash(long seed, boolean tears) {
        return new FakeDisk(drive.afterCrash(new SplittableRandom(seed), tears), folder);
    }

    /** In how many files the crash that led to this disk left a part of what was written. */
    public int torn() {
        return drive.torn;
    }

    /**
     * Ends the process, but not the machine: returns the disk as the next process finds it. What
     * was not forced is there, and still at the mercy of a crash.
     */
    public FakeDisk afterKill() {
        return new FakeDisk(drive.afterKill(), folder);
    }

    /** A disk without faults that holds durably what can be read from this one. */
    public FakeDisk copy() {
        return new FakeDisk(drive.copy(), folder);
    }

    /** The content of a file, open or not. */
    public byte[] bytes(String name) {
        FakeFile file = drive.files.get(path(name));
        if (file == null) {
            throw new IllegalStateException("no file " + name);
        }
        return file.bytes();
    }

    /**
     * Makes a file have this content, durably, whatever it was: what a failing medium or a stranger
     * may do.
     */
    public void put(String name, byte[] bytes) {
        drive.put(path(name), bytes);
    }

    @Override
    public DiskFile open(String name) {
        String path = path(name);
        if (!exists(name)) {
            Fate fate = drive.next();
            if (fate != Fate.REFUSED) {
                drive.name(null, path, new FakeFile(drive.sectorBytes));
            }
            drive.end(fate, "open", path);
        }
        drive.open.add(path);
        return new Opened(path, drive.require(path, "open"));
    }

    @Override
    public boolean exists(String name) {
        drive.requireAlive();
        return drive.files.containsKey(path(name));
    }

    @Override
    public List<String> list() {
        drive.requireAlive();
        List<String> names = new ArrayList<>();
        for (String path : drive.files.keySet()) {
            if (path.startsWith(folder) && path.indexOf('/', folder.length()) < 0) {
                names.add(path.substring(folder.length()));
            }
        }
        return names;
    }

    @Override
    public void rename(String from, String to) {
        Fate fate = drive.next();
        FakeFile file = drive.requireClosed(path(from), "rename");
        if (exists(to)) {
            drive.requireClosed(path(to), "replace");
        }
        if (fate != Fate.REFUSED) {
            drive.name(path(from), path(to), file);
        }
        drive.end(fate, "rename", path(from));
    }

    @Override
    public void delete(String name) {
        Fate fate = drive.next();
        FakeFile file = drive.requireClosed(path(name), "delete");
        if (fate != Fate.REFUSED) {
            drive.name(path(name), null, file);
        }
        drive.end(fate, "delete", path(name));
    }

    @Override
    public void syncDirectory() {
        Fate fate = drive.next();
        if (fate == Fate.DONE && !drive.forgetsForces) {
            drive.syncFolder(folder);
        }
        drive.end(fate, "force folder", folder);
    }

    @Override
    public Lock lock(String name) {
        drive.requireAlive();
        String path = path(name);
        if (!drive.locks.add(path)) {
            throw new Contended(
                    ErrorCode.STORE_IN_USE,
                    "data folder /" + folder + " is in use by another process");
        }
        return () -> {
            if (!drive.locks.remove(path)) {
                throw new IllegalStateException("lock " + path + " was given up before");
            }
        };
    }

    @Override
    public Disk folder(String name) {
        return new FakeDisk(drive, path(name) + "/");
    }

    private String path(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a name of a file: " + name);
        }
        return folder + name;
    }

    /** One opening of a file. */
    private final class Opened implements DiskFile {
        private final String path;
        private final FakeFile file;
        private boolean closed;

        Opened(String path, FakeFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() {
            requireOpen();
            return file.size();
        }

        @Override
        public int read(long position, byte[] target, int offset, int count) {
            requireOpen();
            return file.read(position, target, offset, count);
        }

        @Override
        public void write(long position, byte[] source, int offset, int count) {
            requireOpen();
            Fate fate = drive.next();
            int at = Math.toIntExact(position);
            long room = file.size() + drive.bytesFree() - at;
            int written = (int) Math.min(fate == Fate.REFUSED ? count / 2 : count, room);
            if (written > 0) {
                file.write(at, source, offset, written);
            }
            drive.end(fate, "write", path);
            if (written < count) {
                throw full("write");
            }
        }

        @Override
        public void force() {
            requireOpen();
            Fate fate = drive.next();
            if (fate == Fate.REFUSED) {
                file.forget();
            } else if (fate == Fate.DONE && !drive.forgetsForces) {
                file.force();
            }
            drive.end(fate, "force", path);
        }

        @Override
        public void truncate(long size) {
            requireOpen();
            Fate fate = drive.next();
            if (size - file.size() > drive.bytesFree()) {
                throw full("truncate");
            }
            if (fate != Fate.REFUSED) {
                file.truncate(Math.toIntExact(size));
            }
            drive.end(fate, "truncate", path);
        }

        @Override
        public void close() {
            requireOpen();
            closed = true;
            drive.open.remove(path);
        }

        private Retryable full(String operation) {
            return drive.refusal("disk full: cannot " + operation + " " + path);
        }

        private void requireOpen() {
            drive.requireAlive();
            if (closed) {
                throw new IllegalStateException("file " + path + " is closed");
            }
        }
    }
}
