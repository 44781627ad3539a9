package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Repairs one log. Used once.
 *
 * <p>A crash in between leaves either the damage, and repairing begins again, or the repaired log:
 * later segments go first, from the last one back, and the damaged one is copied and then replaced
 * in one step.
 */
final class LogRepair {
    private static final String DAMAGED = ".damaged";

    private final Disk disk;
    private final String name;
    private final LogOptions options;
    private final LogScan scan;
    private final List<String> setAside = new ArrayList<>();
    private long bytesLost;

    LogRepair(Disk disk, String name, LogOptions options) {
        this.disk = disk;
        this.name = name;
        this.options = options;
        this.scan = new LogScan(disk, name, options);
    }

    Repair run() {
        try {
            scan.run((number, body) -> {});
            return new Repair(scan.last(), 0, List.of(), null);
        } catch (Corrupt damage) {
            cut();
            return new Repair(
                    scan.last(), bytesLost, setAside, String.valueOf(damage.getMessage()));
        }
    }

    /** Makes the damaged segment, or the missing one, end where the damage begins. */
    private void cut() {
        List<Segment> segments = scan.segments();
        SegmentImage image = scan.image();
        long first = Math.max(scan.last() + 1, options.start());
        List<byte[]> kept = List.of();
        if (image != null && scan.index() < segments.size()) {
            Segment segment = segments.get(scan.index());
            first = segment.first();
            kept = bodies(new SegmentImage(segment));
            bytesLost -= image.position();
        }
        for (int i = segments.size() - 1; i >= scan.index(); i--) {
            setAside(segments.get(i), segments.get(i).first() == first);
        }
        new Segment(disk, name, first, options.keys()).create(options.segmentBytes(), kept);
    }

    /** The bodies of all records that were found whole. */
    private List<byte[]> bodies(SegmentImage image) {
        List<byte[]> bodies = new ArrayList<>();
        while (image.last() < scan.last()) {
            ByteSource body = image.body(Objects.requireNonNull(image.next(), "it was read"));
            bodies.add(body.read(body.remaining()));
        }
        return bodies;
    }

    private void setAside(Segment segment, boolean replaced) {
        byte[] bytes = segment.bytes();
        bytesLost += Sectors.endOfData(bytes, 0, Math.max(0, bytes.length - 1));
        String aside = freeName(segment.file());
        if (replaced) {
            copy(bytes, aside);
        } else {
            disk.rename(segment.file(), aside);
        }
        disk.syncDirectory();
        setAside.add(aside);
    }

    private String freeName(String file) {
        String aside = file + DAMAGED;
        for (int i = 2; disk.exists(aside); i++) {
            aside = file + DAMAGED + i;
        }
        return aside;
    }

    private void copy(byte[] bytes, String aside) {
        try (DiskFile file = disk.open(aside)) {
            file.write(0, bytes, 0, bytes.length);
            file.force();
        }
    }
}
