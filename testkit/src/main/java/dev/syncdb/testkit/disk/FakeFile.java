package dev.syncdb.testkit.disk;

import dev.syncdb.value.Bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The content of one file: what reads see, what is on the medium, and every content that each
 * sector has had since the last force, any of which a crash may leave. Knows no name.
 */
final class FakeFile {
    private static final int SECTOR_BYTES = 512;

    private byte[] content = new byte[0];
    private int size;
    private byte[] durable = new byte[0];

    /** Counts the changes since the last force. */
    private int changes;

    private final TreeMap<Integer, List<Version>> sectors = new TreeMap<>();
    private final List<Size> sizes = new ArrayList<>();

    /** A sector as it was after a change. */
    private record Version(int change, Bytes bytes) {}

    /** The file's size as it was after a change. */
    private record Size(int change, int bytes) {}

    /** How a crash treats the changes since the last force. */
    private enum Fate {
        NONE_KEPT,
        ALL_KEPT,
        /** The first ones, the last of these in part. */
        FIRST_KEPT,
        /** Each sector stands at a moment of its own. */
        ANY_KEPT
    }

    /** A file whose content is on the medium. */
    static FakeFile durable(byte[] bytes) {
        FakeFile file = new FakeFile();
        file.content = bytes.clone();
        file.durable = bytes.clone();
        file.size = bytes.length;
        return file;
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
        resize(Math.max(size, position + count));
        System.arraycopy(source, offset, content, position, count);
        changed(position, position + count);
    }

    void truncate(int bytes) {
        int from = Math.min(size, bytes);
        int to = Math.max(size, bytes);
        resize(bytes);
        changed(from, to);
    }

    void force() {
        durable = latest();
        forget();
    }

    /**
     * Holds what was written for durable although it is not, as a system does after a force has
     * failed.
     */
    void forget() {
        changes = 0;
        sectors.clear();
        sizes.clear();
    }

    /** A possible content after a crash. */
    FakeFile afterCrash(SplittableRandom random) {
        Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
        return switch (fate) {
            case NONE_KEPT -> durable(durable);
            case ALL_KEPT -> durable(latest());
            case FIRST_KEPT -> firstKept(random);
            case ANY_KEPT -> anyKept(random);
        };
    }

    /** What the medium holds once all changes since the last force are on it. */
    private byte[] latest() {
        byte[] image = Arrays.copyOf(durable, sizeAt(changes));
        for (Map.Entry<Integer, List<Version>> sector : sectors.entrySet()) {
            List<Version> versions = sector.getValue();
            put(image, sector.getKey(), versions.get(versions.size() - 1).bytes);
        }
        return image;
    }

    private FakeFile firstKept(SplittableRandom random) {
        int whole = random.nextInt(changes + 1);
        int torn = whole + 1;
        int tornSectors = random.nextInt(touched(torn) + 1);
        int length = sizeAt(tornSectors > 0 ? torn : whole);
        byte[] image = Arrays.copyOf(durable, length);
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
        return durable(image);
    }

    private FakeFile anyKept(SplittableRandom random) {
        byte[] image = Arrays.copyOf(durable, sizeAt(random.nextInt(changes + 1)));
        for (Map.Entry<Integer, List<Version>> sector : sectors.entrySet()) {
            int kept = random.nextInt(sector.getValue().size() + 1);
            if (kept > 0) {
                put(image, sector.getKey(), sector.getValue().get(kept - 1).bytes);
            }
        }
        return durable(image);
    }

    private int sizeAt(int change) {
        int bytes = durable.length;
        for (Size after : sizes) {
            if (after.change <= change) {
                bytes = after.bytes;
            }
        }
        return bytes;
    }

    private int touched(int change) {
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

    private static void put(byte[] image, int sector, Bytes version) {
        int at = sector * SECTOR_BYTES;
        if (at < image.length) {
            byte[] bytes = version.toArray();
            System.arraycopy(bytes, 0, image, at, Math.min(bytes.length, image.length - at));
        }
    }

    private void resize(int bytes) {
        if (bytes > content.length) {
            content = Arrays.copyOf(content, Math.max(bytes, 2 * content.length));
        }
        if (bytes < size) {
            Arrays.fill(content, bytes, size, (byte) 0);
        }
        size = bytes;
    }

    private void changed(int from, int to) {
        changes++;
        sizes.add(new Size(changes, size));
        for (int sector = from / SECTOR_BYTES; sector * SECTOR_BYTES < to; sector++) {
            int at = sector * SECTOR_BYTES;
            byte[] bytes = new byte[SECTOR_BYTES];
            int inside = Math.max(0, Math.min(SECTOR_BYTES, content.length - at));
            System.arraycopy(content, at, bytes, 0, inside);
            sectors.computeIfAbsent(sector, key -> new ArrayList<>())
                    .add(new Version(changes, Bytes.owned(bytes)));
        }
    }
}
