package dev.syncdb.journal;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Lists all that is wrong with the files of a journal. Changes nothing. Used once. */
final class JournalCheck {
    private final Disk disk;
    private final String name;
    private final @Nullable KeyProvider keys;
    private final List<Damage> damage = new ArrayList<>();

    JournalCheck(Disk disk, String name, @Nullable KeyProvider keys) {
        this.disk = disk;
        this.name = name;
        this.keys = keys;
    }

    List<Damage> run() {
        SnapshotFile newest = null;
        for (SnapshotFile snapshot : SnapshotFile.all(disk, name, keys)) {
            List<Damage> found =
                    new SnapshotSurvey(snapshot, record -> {}).run().damage();
            damage.addAll(found);
            newest = found.isEmpty() || newest == null ? snapshot : newest;
        }
        checkLog(newest);
        return damage;
    }

    private void checkLog(@Nullable SnapshotFile newest) {
        if (!Segment.all(disk, name, keys).isEmpty()) {
            long start = SnapshotFile.startBehind(newest);
            LogOptions options = LogOptions.DEFAULT.startingAt(start).encryptedBy(keys);
            damage.addAll(new LogSurvey(disk, name, options).run().damage());
        } else if (newest != null) {
            damage.add(new Damage(newest.file(), 0, "it has no log"));
        }
    }
}
