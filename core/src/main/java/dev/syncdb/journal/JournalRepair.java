package dev.syncdb.journal;

import org.jspecify.annotations.Nullable;

import java.util.List;

/* The snapshot is dealt with before the log, for it says where the log starts. Damaged snapshots
 * that another one replaces go last. Each step may be repeated.
 */
/** Repairs one journal. Used once; its user holds the lock. */
final class JournalRepair {
    private final Disk disk;
    private final String name;
    private final LogOptions options;
    private final List<Damage> damage;
    private final SetAside aside;
    private long recordsLost;

    JournalRepair(Disk disk, String name, LogOptions options) {
        this.disk = disk;
        this.name = name;
        this.options = options;
        this.damage = new JournalCheck(disk, name, options.keys()).run();
        this.aside = new SetAside(disk);
    }

    /** See {@link Journal#repair}. */
    Repair repair() {
        return repairBehind(SnapshotFile.newest(disk, name, options.keys()));
    }

    /** See {@link Journal#salvage}. */
    Repair salvage() {
        SnapshotFile newest = SnapshotFile.newest(disk, name, options.keys());
        if (newest == null || (newest.isWhole() && reaches(newest))) {
            return repairBehind(newest);
        }
        List<SnapshotFile> all = SnapshotFile.all(disk, name, options.keys());
        SnapshotFile damaged = all.get(all.size() - 1);
        if (!damaged.isWhole()) {
            replace(damaged);
        }
        return repairBehind(damaged);
    }

    /** Whether the log goes back to a snapshot. */
    private boolean reaches(SnapshotFile snapshot) {
        List<Segment> segments = Segment.all(disk, name, options.keys());
        return segments.isEmpty() || segments.get(0).first() <= snapshot.covers() + 1;
    }

    private void replace(SnapshotFile damaged) {
        aside.copy(damaged.file());
        damaged.write(records -> {
            SnapshotSurvey survey = new SnapshotSurvey(
                    damaged, body -> records.accept(body.read(body.remaining())));
            recordsLost = survey.run().lost();
        });
    }

    private Repair repairBehind(@Nullable SnapshotFile snapshot) {
        LogOptions behind = options.startingAt(SnapshotFile.startBehind(snapshot));
        if (snapshot != null && Segment.all(disk, name, options.keys()).isEmpty()) {
            Segment empty = new Segment(disk, name, behind.start(), options.keys());
            empty.create(options.segmentBytes());
        }
        Repair repair = new LogRepair(disk, name, behind, aside).run();
        for (SnapshotFile each : SnapshotFile.all(disk, name, options.keys())) {
            if (!each.equals(snapshot) && !each.isWhole()) {
                aside.move(each.file());
            }
        }
        return new Repair(
                repair.kept(),
                repair.lastLost(),
                recordsLost,
                repair.bytesLost(),
                aside.names(),
                damage);
    }
}
