package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowBlockReader;
import dev.syncdb.store.row.RowLayout;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * What one commit made of a row, in front of what the commits before it had made. Immutable but for
 * the link, which is cut once nobody reads below this version any more. A tombstone keeps the
 * columns of the key, all others NULL, and the hidden bytes that stay behind. Its size is that of
 * the layout that packed it, see {@link TableData#row}.
 */
final class RowVersion extends PackedRow {
    private static final AtomicReferenceFieldUpdater<RowVersion, RowVersion> PREVIOUS =
            AtomicReferenceFieldUpdater.newUpdater(RowVersion.class, RowVersion.class, "previous");

    /** What a reader meets who has come too late: the version it wanted is gone. */
    static final RowVersion CUT = tombstone(Long.MIN_VALUE, nothing(), null);

    /** Header, three references of the content, version, flag and link. */
    private static final int OBJECT_BYTES = 40;

    private final long version;
    private final boolean deleted;
    private volatile @Nullable RowVersion previous;

    private RowVersion(
            long version, PackedRow content, boolean deleted, @Nullable RowVersion previous) {
        super(content);
        this.version = version;
        this.deleted = deleted;
        if (previous != null) {
            // It is published with the version itself, which waits for no fence here.
            PREVIOUS.lazySet(this, previous);
        }
    }

    private RowVersion(long version, RowBlockReader content, boolean deleted) {
        super(content);
        this.version = version;
        this.deleted = deleted;
    }

    /** What stands in a snapshot. */
    static RowVersion loaded(long version, RowBlockReader content, boolean deleted) {
        return new RowVersion(version, content, deleted);
    }

    static RowVersion live(long version, PackedRow content, @Nullable RowVersion previous) {
        return new RowVersion(version, content, false, previous);
    }

    /** @param content the key and the hidden bytes */
    static RowVersion tombstone(long version, PackedRow content, @Nullable RowVersion previous) {
        return new RowVersion(version, content, true, previous);
    }

    /** The commit that made it. */
    long version() {
        return version;
    }

    /** Estimate of the heap that it takes with its content. */
    long heapBytes() {
        return OBJECT_BYTES + contentBytes();
    }

    /** True for {@link #CUT}. */
    boolean isCut() {
        return version == Long.MIN_VALUE;
    }

    /** True if the commit left a row, false if it deleted it. */
    boolean isLive() {
        return !deleted;
    }

    /**
     * The next older version; null if there is none, {@link #CUT} if nobody is expected to read it
     * any more.
     */
    @Nullable
    RowVersion previous() {
        return previous;
    }

    void cut() {
        if (previous != null) {
            PREVIOUS.lazySet(this, CUT);
        }
    }

    /** For a scan that goes on though its snapshot is closed, and meets {@link #CUT}. */
    static Incorrect tooLate() {
        return new Incorrect(ErrorCode.CLOSED, "the state that is read was closed meanwhile");
    }

    private static PackedRow nothing() {
        return new RowLayout(0, new boolean[0]).pack(Row.of(), Bytes.EMPTY);
    }

    /** The row itself, or null for none and for a tombstone. */
    static @Nullable RowVersion liveOf(@Nullable RowVersion version) {
        return version == null || version.deleted ? null : version;
    }
}
