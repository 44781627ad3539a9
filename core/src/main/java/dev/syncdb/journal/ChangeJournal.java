package dev.syncdb.journal;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.CommitSink;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;

/**
 * The sink of a plain database: each commit is one record of its journal. Lives as long as the
 * journal, which stays its owner's; confined to the one writer.
 *
 * <p>A commit that fails is not acknowledged. If it was the force that failed, the commit may still
 * be found when the journal is opened anew, and until then no other is taken.
 */
public final class ChangeJournal implements CommitSink {
    private final Journal journal;
    private final Durability durability;
    private final ByteSink sink = new ByteSink();

    public ChangeJournal(Journal journal, Durability durability) {
        this.journal = journal;
        this.durability = durability;
    }

    @Override
    public void commit(ChangeSet changes) {
        sink.clear();
        ChangeCodec.write(sink, changes);
        journal.append(sink.toArray());
        if (durability == Durability.FULL) {
            journal.force();
        }
    }

    /** The commit in a record that this sink wrote. */
    public static ChangeSet read(ByteSource record) {
        ChangeSet changes = ChangeCodec.read(record);
        record.requireEnd();
        return changes;
    }
}
