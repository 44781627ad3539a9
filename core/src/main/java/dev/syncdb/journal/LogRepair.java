package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.journal.RecordFormat.Header;

import java.util.ArrayList;
import java.util.List;

/**
 * Repairs one log. Used once.
 *
 * <p>A crash in between leaves either the damage, and repairing begins again, or the repaired log:
 * later segments go first, from the last one back, and the damaged one is copied and then replaced
 * in one step.
 */
final class LogRepair {
    private final Disk disk;
    private final String name;
    private final LogOptions options;
    private final SetAside aside;
    private final LogScan scan;
    private final LogSurvey survey;

    LogRepair(Disk disk, String name, LogOptions options, SetAside aside) {
        this.disk = disk;
        this.name = name;
        this.options = options;
        this.aside = aside;
        this.scan = new LogScan(disk, name, options);
        this.survey = new LogSurvey(disk, name, options);
    }

    Repair run() {
        try {
            scan.run((number, body) -> {});
            return new Repair(scan.last(), scan.last(), 0, 0, List.of(), List.of());
        } catch (Corrupt damaged) {
            survey.run();
            return cut();
        }
    }

    /** Makes the damaged segment, or the missing one, end where the damage begins. */
    private Repair cut() {
        List<Segment> segments = scan.segments();
        Prefix prefix = new Prefix();
        long first = Math.max(scan.last() + 1, options.start());
        if (scan.index() < segments.size()) {
            Segment damaged = segments.get(scan.index());
            if (scan.isInPlace()) {
                damaged.walk(prefix);
            }
            if (scan.isInPlace() && damaged.first() + prefix.bodies.size() >= options.start()) {
                first = damaged.first();
            }
        }
        long bytesLost = 0;
        for (int i = segments.size() - 1; i >= scan.index(); i--) {
            bytesLost += setAside(segments.get(i), segments.get(i).first() == first);
        }
        Segment last = new Segment(disk, name, first, options.keys());
        boolean replaces = disk.exists(last.file());
        last.create(options.segmentBytes(), prefix.bodies, false);
        if (replaces) {
            bytesLost = Math.max(0, bytesLost - dataBytes(last));
        }
        long kept = first + prefix.bodies.size() - 1;
        long lastLost = Math.max(kept, survey.last());
        return new Repair(kept, lastLost, 0, bytesLost, aside.names(), survey.damage());
    }

    /** Returns how many bytes stand in the file. */
    private int setAside(Segment segment, boolean replaced) {
        int bytes = dataBytes(segment);
        if (replaced) {
            aside.copy(segment.file());
        } else {
            aside.move(segment.file());
        }
        return bytes;
    }

    private static int dataBytes(Segment segment) {
        byte[] bytes = segment.bytes();
        return Sectors.endOfData(bytes, 0, Math.max(0, bytes.length - 1));
    }

    /** What stands in a segment before the damage. */
    private static final class Prefix implements RecordWalk.Visitor {
        private final List<byte[]> bodies = new ArrayList<>();
        private boolean ended;

        @Override
        public void record(Header header, ByteSource body) {
            if (!ended) {
                bodies.add(body.read(body.remaining()));
            }
        }

        @Override
        public void damage(Damage damage) {
            ended = true;
        }
    }
}
