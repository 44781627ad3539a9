package dev.syncdb.store;

/**
 * The change log as one commit left it. Entries are in order of version. The log goes on behind the
 * end of this view, in the same arrays; what is before the end never changes.
 */
final class LogView {
    private final long[] versions;
    private final RowHead[] heads;
    private final int size;

    LogView(long[] versions, RowHead[] heads, int size) {
        this.versions = versions;
        this.heads = heads;
        this.size = size;
    }

    int size() {
        return size;
    }

    long version(int entry) {
        return versions[entry];
    }

    RowHead head(int entry) {
        return heads[entry];
    }

    /** True if the entry tells the last change of a row that {@code view} shows. */
    boolean isLive(int entry, View view) {
        RowHead head = heads[entry];
        RowVersion visible = head.at(view.version());
        return visible != null
                && visible.version() == versions[entry]
                && view.catalog().find(head.table()) != null;
    }

    /** The first entry above a version. */
    int firstAfter(long version) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (versions[middle] > version) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
