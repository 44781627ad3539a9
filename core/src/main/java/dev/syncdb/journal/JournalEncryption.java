package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites the files of one journal, each in one step, so that the current key encrypts them. Used
 * once; its user holds the lock.
 */
final class JournalEncryption {
    private final Disk disk;
    private final String name;
    private final KeyProvider keys;

    JournalEncryption(Disk disk, String name, KeyProvider keys) {
        this.disk = disk;
        this.name = name;
        this.keys = keys;
    }

    void run() {
        for (SnapshotFile snapshot : SnapshotFile.all(disk, name, keys)) {
            rewrite(snapshot);
        }
        List<Segment> segments = Segment.all(disk, name, keys);
        for (int i = 0; i < segments.size(); i++) {
            rewrite(segments.get(i), i == segments.size() - 1);
        }
    }

    private void rewrite(SnapshotFile snapshot) {
        KeyProvider present = present(snapshot.file(), SnapshotFile.KIND);
        SnapshotFile old = new SnapshotFile(disk, name, snapshot.covers(), present);
        snapshot.write(records -> old.read(body -> records.accept(body.read(body.remaining()))));
    }

    /** Leaves out what a crash tore, as opening would. */
    private void rewrite(Segment segment, boolean isNewest) {
        KeyProvider present = present(segment.file(), Segment.KIND);
        SegmentImage image = new SegmentImage(new Segment(disk, name, segment.first(), present));
        List<byte[]> bodies = new ArrayList<>();
        for (Header header = image.next(); header != null; header = image.next()) {
            ByteSource body = image.body(header);
            bodies.add(body.read(body.remaining()));
        }
        if (isNewest) {
            TailCheck.endOfTorn(image);
        } else {
            image.requireEnd();
        }
        segment.create(image.bytes().length, bodies, image.isSealed());
    }

    /** What encrypts a file now; null if it is plain. */
    private @Nullable KeyProvider present(String file, FileKind kind) {
        try (DiskFile opened = disk.open(file)) {
            return Envelope.isEncrypted(Envelope.start(opened), file, kind) ? keys : null;
        }
    }
}
