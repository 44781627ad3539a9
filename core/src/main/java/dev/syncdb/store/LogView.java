package dev.syncdb.store;

import dev.syncdb.schema.Names;
import dev.syncdb.value.Key;

import java.util.Comparator;
import java.util.function.IntPredicate;

/**
 * The change log as one commit left it. Entries are in order of version, table and key. The log
 * goes on behind the end of this view, in the same arrays; what is before the end never changes.
 */
final class LogView {
    /** How the entries of one version are ordered: by table, then by key. */
    static final Comparator<RowStep> ORDER = (left, right) ->
            compare(left.head(), right.head().table().name(), right.head().key());

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

    /** True if an entry lies behind another one in the order of the log. */
    boolean isAfter(int entry, int other) {
        return versions[entry] != versions[other]
                ? versions[entry] > versions[other]
                : compare(heads[entry], heads[other].table().name(), heads[other].key()) > 0;
    }

    /** The first entry above a version. */
    int firstAfter(long version) {
        return first(entry -> versions[entry] > version);
    }

    /**
     * The first entry behind the one of that row at that version, whether it is still there or not.
     */
    int firstAfter(long version, String table, Key key) {
        return first(entry -> versions[entry] > version
                || (versions[entry] == version && compare(heads[entry], table, key) > 0));
    }

    /** The first entry that is behind some place; all entries after it are, too. */
    private int first(IntPredicate behind) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (behind.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int compare(RowHead head, String table, Key key) {
        int byTable = Names.fold(head.table().name()).compareTo(Names.fold(table));
        return byTable != 0 ? byTable : head.key().compareTo(key);
    }
}
