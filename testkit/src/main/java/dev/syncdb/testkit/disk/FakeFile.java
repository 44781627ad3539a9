package dev.syncdb.testkit.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/*
 * A write costs what it writes: it is noted with the bytes that it replaced. Only a crash has use
 * for every content that each sector has had since the last force, and works them out by undoing
 * all edits and doing them again.
 */
/**
 * The content of one file: what reads see, what is on the medium, and what was done to it since the
 * last force, any part of which a crash may leave. Knows no name.
 */
final class FakeFile {
    private static final byte[] NOTHING = {};

    private final int sectorBytes;
    private byte[] content;
    private int size;

    /** What is on the medium; bytes behind its end are zero. */
    private byte[] durable;

    private int durableSize;
    private final List<Edit> edits = new ArrayList<>();

    /** A change since the last force, of the bytes {@code from} to {@code to}. */
    private static final class Edit {
        final int from;
        final int to;
        final int sizeAfter;

        /** What was there, without the zeros behind it. */
        final byte[] before;

        /** What is there, without the zeros behind it. */
        final byte[] after;

        Edit(int from, int to, int sizeAfter, byte[] before, byte[] after) {
            this.from = from;
            this.to = to;
            this.sizeAfter = sizeAfter;
            this.before = before;
            this.after = after;
        }
    }

    /** A sector as it was after a change. */
    private static final class Version {
        final int change;
        final byte[] bytes;

        Version(int change, byte[] bytes) {
            this.change = change;
            this.bytes = bytes;
        }
    }

    /** An empty file, which a crash may forget. */
    FakeFile(int sectorBytes) {
        this(sectorBytes, NOTHING);
    }

    /** A file whose content is on the medium. */
    FakeFile(int sectorBytes, byte[] bytes) {
        this.sectorBytes = sectorBytes;
        content = bytes.clone();
        durable = bytes.clone();
        size = bytes.length;
        durableSize = bytes.length;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(content, size);
    }

    int read(long position, byte[] target, int offset, int count) {
        int read = (int) Math.max(0, Math.min(count, size - position));
        if (read > 0) {
            System.arraycopy(content, (int) position, target, offset, read);
        }
        return read;
    }

    void write(int position, byte[] source, int offset, int count) {
        int end = position + count;
        byte[] before = contentBetween(position, Math.min(size, end));
        byte[] after = Arrays.copyOfRange(source, offset, offset + count);
        resize(Math.max(size, end));
        System.arraycopy(after, 0, content, position, count);
        edits.add(new Edit(position, end, size, before, after));
    }

    void truncate(int bytes) {
        int from = Math.min(size, bytes);
        int to = Math.max(size, bytes);
        byte[] before = contentBetween(bytes, size);
        resize(bytes);
        edits.add(new Edit(from, to, size, before, NOTHING));
    }

    void force() {
        if (edits.isEmpty()) {
            return;
        }
        durable = resized(durable, durableSize, size);
        durableSize = size;
        putEdited(durable);
        forget();
    }

    /** Copies every sector that was edited since the last force. */
    private void putEdited(byte[] target) {
        for (Edit edit : edits) {
            int from = edit.from / sectorBytes * sectorBytes;
            int to = Math.min(size, ceiling(edit.to));
            if (to > from) {
                System.arraycopy(content, from, target, from, to - from);
            }
        }
    }

    /**
     * Holds what was written for durable although it is not, as a system does after a force has
     * failed.
     */
    void forget() {
        edits.clear();
    }

    /** Whether a crash leaves some of the changes since the last force, and not others. */
    boolean isTorn(SplittableRandom random) {
        return !edits.isEmpty() && random.nextBoolean();
    }

    /** A possible content after a crash that keeps all changes since the last force, or none. */
    FakeFile afterCrash(SplittableRandom random) {
        boolean allKept = random.nextBoolean() && !edits.isEmpty();
        byte[] image = Arrays.copyOf(durable, allKept ? size : durableSize);
        if (allKept) {
            putEdited(image);
        }
        return new FakeFile(sectorBytes, image);
    }

    /**
     * A possible content after a crash that keeps the first changes, and the last of these in part,
     * or leaves each sector as it was at a moment of its own.
     */
    FakeFile torn(SplittableRandom random) {
        return new FakeFile(
                sectorBytes, random.nextBoolean() ? firstKept(random) : anyKept(random));
    }

    private byte[] firstKept(SplittableRandom random) {
        Map<Integer, List<Version>> sectors = versions();
        int whole = random.nextInt(edits.size() + 1);
        int torn = whole + 1;
        int tornSectors = random.nextInt(touched(sectors, torn) + 1);
        byte[] image = Arrays.copyOf(durable, sizeAt(tornSectors > 0 ? torn : whole));
        for (Map.Entry<Integer, List<Version>> sector : sectors.entrySet()) {
            int last = whole;
            if (tornSectors > 0 && has(sector.getValue(), torn)) {
                tornSectors--;
                last = torn;
            }
            for (Version version : sector.getValue()) {
                if (version.change <= last) {
                    put(image, sector.getKey(), version.bytes);
                }
            }
        }
        return image;
    }

    private byte[] anyKept(SplittableRandom random) {
        byte[] image = Arrays.copyOf(durable, sizeAt(random.nextInt(edits.size() + 1)));
        for (Map.Entry<Integer, List<Version>> sector : versions().entrySet()) {
            int kept = random.nextInt(sector.getValue().size() + 1);
            if (kept > 0) {
                put(image, sector.getKey(), sector.getValue().get(kept - 1).bytes);
            }
        }
        return image;
    }

    /** Every content of each sector since the last force, by the number of the change, from 1. */
    private Map<Integer, List<Version>> versions() {
        byte[] image = content.clone();
        for (int i = edits.size() - 1; i >= 0; i--) {
            Edit edit = edits.get(i);
            replace(image, edit, edit.before);
        }
        Map<Integer, List<Version>> sectors = new TreeMap<>();
        int change = 0;
        for (Edit edit : edits) {
            change++;
            replace(image, edit, edit.after);
            for (int sector = edit.from / sectorBytes; sector * sectorBytes < edit.to; sector++) {
                int at = sector * sectorBytes;
                byte[] bytes = Arrays.copyOfRange(image, at, at + sectorBytes);
                sectors.computeIfAbsent(sector, key -> new ArrayList<>())
                        .add(new Version(change, bytes));
            }
        }
        return sectors;
    }

    private static void replace(byte[] image, Edit edit, byte[] bytes) {
        System.arraycopy(bytes, 0, image, edit.from, bytes.length);
        int rest = edit.from + bytes.length;
        Arrays.fill(image, rest, Math.max(rest, Math.min(image.length, edit.to)), (byte) 0);
    }

    private int sizeAt(int change) {
        return change == 0 ? durableSize : edits.get(change - 1).sizeAfter;
    }

    private static int touched(Map<Integer, List<Version>> sectors, int change) {
        int count = 0;
        for (List<Version> versions : sectors.values()) {
            count += has(versions, change) ? 1 : 0;
        }
        return count;
    }

    private static boolean has(List<Version> versions, int change) {
        for (Version version : versions) {
            if (version.change == change) {
                return true;
            }
        }
        return false;
    }

    private void put(byte[] image, int sector, byte[] bytes) {
        int at = sector * sectorBytes;
        if (at < image.length) {
            System.arraycopy(bytes, 0, image, at, Math.min(bytes.length, image.length - at));
        }
    }

    private byte[] contentBetween(int from, int to) {
        return from >= to ? NOTHING : Arrays.copyOfRange(content, from, to);
    }

    private void resize(int bytes) {
        content = resized(content, size, bytes);
        size = bytes;
    }

    /** Makes room for so many bytes; those behind the end are zero. */
    private static byte[] resized(byte[] bytes, int before, int after) {
        if (after < before) {
            Arrays.fill(bytes, after, before, (byte) 0);
        }
        return after > bytes.length
                ? Arrays.copyOf(bytes, Math.max(after, 2 * bytes.length))
                : bytes;
    }

    private int ceiling(int position) {
        return (position + sectorBytes - 1) / sectorBytes * sectorBytes;
    }
}
