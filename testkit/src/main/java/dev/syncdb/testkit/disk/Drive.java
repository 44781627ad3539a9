package dev.syncdb.testkit.disk;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What all folders of a {@link FakeDisk} share: files by path, names on the medium, and the faults
 * to come.
 */
final class Drive {
    /** What is to happen to one operation. */
    enum Fate {
        DONE,
        REFUSED,
        CRASH
    }

    /** More than files can have together, and far from where sums wrap around. */
    static final long UNLIMITED = 1L << 60;

    final Map<String, FakeFile> files = new TreeMap<>();
    final TreeSet<String> locks = new TreeSet<>();
    final List<String> open = new ArrayList<>();
    long operations;
    long refusals;
    int torn;
    long crashAt = Long.MAX_VALUE;
    long refuseFrom = Long.MAX_VALUE;
    long refuseTo = Long.MAX_VALUE;
    long bytesMax = UNLIMITED;
    boolean forgetsForces;
    final int sectorBytes;

    private final Map<String, FakeFile> durableFiles = new TreeMap<>();
    private final List<Naming> namings = new ArrayList<>();
    private boolean crashed;

    /** A file that lost a name, got one, or both at once. */
    private record Naming(@Nullable String lost, @Nullable String given, FakeFile file) {
        void apply(Map<String, FakeFile> files) {
            if (lost != null) {
                files.remove(lost);
            }
            if (given != null) {
                files.put(given, file);
            }
        }

        boolean isIn(String folder) {
            String path = given != null ? given : String.valueOf(lost);
            return path.substring(0, path.lastIndexOf('/') + 1).equals(folder);
        }
    }

    Drive(int sectorBytes) {
        this.sectorBytes = sectorBytes;
    }

    boolean isCrashed() {
        return crashed;
    }

    /** Counts an operation that changes something. */
    Fate next() {
        requireAlive();
        operations++;
        if (operations >= crashAt) {
            return Fate.CRASH;
        }
        return operations >= refuseFrom && operations < refuseTo ? Fate.REFUSED : Fate.DONE;
    }

    /** Ends an operation that was carried out as far as its fate allows. */
    void end(Fate fate, String operation, String path) {
        if (fate == Fate.CRASH) {
            crashed = true;
            throw new DiskCrash("crash at operation " + operations + ", " + operation + " " + path);
        }
        if (fate == Fate.REFUSED) {
            throw refusal("cannot " + operation + " " + path + ": refused");
        }
    }

    Retryable refusal(String what) {
        refusals++;
        return new Retryable(ErrorCode.IO, what, 0);
    }

    void requireAlive() {
        if (crashed) {
            throw new DiskCrash("used after the crash");
        }
    }

    FakeFile require(String path, String operation) {
        FakeFile file = files.get(path);
        if (file == null) {
            throw new Retryable(ErrorCode.IO, "cannot " + operation + " " + path + ": no file", 0);
        }
        return file;
    }

    FakeFile requireClosed(String path, String operation) {
        FakeFile file = require(path, operation);
        if (open.contains(path)) {
            throw new IllegalStateException("cannot " + operation + " " + path + ": it is open");
        }
        return file;
    }

    void name(@Nullable String lost, @Nullable String given, FakeFile file) {
        Naming naming = new Naming(lost, given, file);
        naming.apply(files);
        namings.add(naming);
    }

    void syncFolder(String folder) {
        for (Naming naming : namings) {
            if (naming.isIn(folder)) {
                naming.apply(durableFiles);
            }
        }
        namings.removeIf(naming -> naming.isIn(folder));
    }

    /** Bytes that files may still grow by. */
    long bytesFree() {
        return bytesMax == UNLIMITED ? UNLIMITED : Math.max(0, bytesMax - bytesUsed());
    }

    long bytesUsed() {
        long used = 0;
        for (FakeFile file : files.values()) {
            used += file.size();
        }
        return used;
    }

    /** A drive that holds what an orderly stop leaves: everything. */
    Drive copy() {
        Drive copy = new Drive(sectorBytes);
        files.forEach((path, file) -> copy.put(path, file.bytes()));
        return copy;
    }

    /**
     * A drive that holds what the end of the process leaves: everything, and what was not forced
     * still is not. This one cannot be used any more.
     */
    Drive afterKill() {
        crashed = true;
        Drive after = new Drive(sectorBytes);
        after.files.putAll(files);
        after.durableFiles.putAll(durableFiles);
        after.namings.addAll(namings);
        return after;
    }

    /** A drive that holds what a crash may leave. This one cannot be used any more. */
    Drive afterCrash(SplittableRandom random, boolean tears) {
        crashed = true;
        Map<String, FakeFile> named = new TreeMap<>(durableFiles);
        int first = random.nextInt(namings.size() + 1);
        boolean inOrder = random.nextBoolean();
        for (int i = 0; i < namings.size(); i++) {
            if (inOrder ? i < first : random.nextBoolean()) {
                namings.get(i).apply(named);
            }
        }
        Drive after = new Drive(sectorBytes);
        named.forEach((path, file) -> {
            boolean torn = tears && file.isTorn(random);
            after.torn += torn ? 1 : 0;
            after.put(path, torn ? file.torn(random) : file.afterCrash(random));
        });
        return after;
    }

    void put(String path, byte[] bytes) {
        put(path, new FakeFile(sectorBytes, bytes));
    }

    private void put(String path, FakeFile file) {
        files.put(path, file);
        durableFiles.put(path, file);
    }
}
