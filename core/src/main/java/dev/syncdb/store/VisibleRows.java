package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;

/** Those entries of an index that are true of the rows which one version shows. */
final class VisibleRows implements Scan {
    private final Iterator<IndexEntry> entries;
    private final long version;
    private final @Nullable IndexOrder order;
    private @Nullable Key key;
    private @Nullable Image image;

    /**
     * @param order of the index; null where the entries are keys, which are true of every version
     *     of a row
     */
    VisibleRows(Iterator<IndexEntry> entries, long version, @Nullable IndexOrder order) {
        this.entries = entries;
        this.version = version;
        this.order = order;
    }

    @Override
    public boolean next() {
        while (entries.hasNext()) {
            IndexEntry entry = entries.next();
            Image visible = entry.head().imageAt(version);
            if (visible != null && (order == null || order.describes(entry, visible.cells()))) {
                key = entry.head().key();
                image = visible;
                return true;
            }
        }
        key = null;
        image = null;
        return false;
    }

    @Override
    public Key key() {
        return present(key);
    }

    @Override
    public Image image() {
        return present(image);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new Fault(ErrorCode.INTERNAL, "the scan stands on no row");
        }
        return part;
    }
}
