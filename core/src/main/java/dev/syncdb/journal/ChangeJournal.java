package dev.syncdb.journal;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;

/**
 * The journal of a plain database: each commit is one record. Lives as long as the journal, which
 * stays its owner's; confined to the one who appends.
 */
public final class ChangeJournal {
    private final Journal journal;
    private final ByteSink sink = new ByteSink();

    public ChangeJournal(Journal journal) {
        this.journal = journal;
    }

    /** Adds a commit and returns the number of its record, see {@link Journal#append}. */
    public long append(ChangeSet changes) {
        return journal.append(bytes(sink, changes));
    }

    /** The record of a commit, made with the help of {@code sink}. */
    public static byte[] bytes(ByteSink sink, ChangeSet changes) {
        sink.clear();
        ChangeCodec.write(sink, changes);
        return sink.toArray();
    }

    /** The commit in a record. */
    public static ChangeSet read(ByteSource record) {
        ChangeSet changes = ChangeCodec.read(record);
        record.requireEnd();
        return changes;
    }
}
