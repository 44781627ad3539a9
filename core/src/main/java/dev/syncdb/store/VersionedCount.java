package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

/**
 * How many rows a table has, for each version that somebody still reads. Written by the one writer.
 */
final class VersionedCount {
    private volatile Entry newest = new Entry(0, 0, null);

    long at(long version) {
        Entry each = newest;
        while (each.version > version) {
            Entry previous = each.previous;
            if (previous == null) {
                return 0;
            }
            each = previous;
        }
        return each.count;
    }

    void add(long version, long difference) {
        Entry top = newest;
        if (top.version == version) {
            top.count += difference;
        } else {
            newest = new Entry(version, top.count + difference, top);
        }
    }

    Entry newest() {
        return newest;
    }

    /** The count that one commit left. */
    static final class Entry {
        private final long version;
        // Changes only while its commit is in the making; later readers come after the publication.
        private long count;
        private volatile @Nullable Entry previous;

        private Entry(long version, long count, @Nullable Entry previous) {
            this.version = version;
            this.count = count;
            this.previous = previous;
        }

        long version() {
            return version;
        }

        void cut() {
            previous = null;
        }
    }
}
