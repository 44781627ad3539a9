package dev.syncdb.journal;

import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.RecordFormat.Header;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What can be read of a snapshot that may be damaged. Changes nothing. Used once. */
final class SnapshotSurvey implements RecordWalk.Visitor {
    private static final long UNKNOWN = -1;

    private final SnapshotFile snapshot;
    private final Consumer<ByteSource> reader;
    private final List<Damage> damage = new ArrayList<>();
    private long found;
    private long last;
    private long count = UNKNOWN;

    /** @param reader takes the bodies of all records that are whole */
    SnapshotSurvey(SnapshotFile snapshot, Consumer<ByteSource> reader) {
        this.snapshot = snapshot;
        this.reader = reader;
    }

    SnapshotSurvey run() {
        try (DiskFile file = snapshot.disk().open(snapshot.file())) {
            Envelope envelope = envelope(file);
            if (envelope != null) {
                RecordWalk walk =
                        new RecordWalk(file, snapshot.file(), envelope.bodies(), file.size());
                walk.run(envelope.size(), 1, this);
                checkCount(file.size());
            }
        }
        return this;
    }

    /** All that is wrong. */
    List<Damage> damage() {
        return damage;
    }

    /** How many records were read. */
    long found() {
        return found;
    }

    /** How many records are known to be lost. */
    long lost() {
        return Math.max(count, last) - found;
    }

    @Override
    public void record(Header header, ByteSource body) {
        if (header.number() != SnapshotOutput.FOOTER) {
            found++;
            last = header.number();
            reader.accept(body);
        } else if (count == UNKNOWN && body.remaining() == Long.BYTES) {
            count = body.readLong();
        } else {
            damage(new Damage(snapshot.file(), 0, "it has a footer too many"));
        }
    }

    @Override
    public void damage(Damage found) {
        damage.add(found);
    }

    /** The envelope, or what does for a damaged one; null if there is nothing that would. */
    private @Nullable Envelope envelope(DiskFile file) {
        try {
            return snapshot.envelope(file);
        } catch (Retryable refused) {
            throw refused;
        } catch (SyncDbException wrong) {
            damage.add(Damage.of(snapshot.file(), wrong));
            return Envelope.inPlaceOf(Envelope.start(file), snapshot.keys());
        }
    }

    private void checkCount(long size) {
        if (count == UNKNOWN) {
            damage.add(new Damage(snapshot.file(), size, "it ends before its footer"));
        } else if (count != last) {
            String what = "it was made with " + count + " records, but the last is " + last;
            damage.add(new Damage(snapshot.file(), size, what));
        }
    }
}
