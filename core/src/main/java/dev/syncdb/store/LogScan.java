package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** The live entries of a change log, for one view, from some place on. */
final class LogScan implements ChangeScan {
    private final LogView log;
    private final View view;
    private long following;
    private @Nullable RowHead head;
    private @Nullable RowVersion visible;
    private @Nullable TableData known;

    LogScan(LogView log, View view, long first) {
        this.log = log;
        this.view = view;
        this.following = first;
    }

    @Override
    public boolean next() {
        while (log.has(following)) {
            long place = following;
            following = log.following(place);
            RowHead candidate = log.head(place);
            RowVersion version = candidate.at(view.version());
            if (version != null
                    && version.version() == log.version(place)
                    && isThere(candidate.table())) {
                head = candidate;
                visible = version;
                return true;
            }
            if (version != null && version.isCut()) {
                throw RowVersion.tooLate();
            }
        }
        head = null;
        visible = null;
        return false;
    }

    private boolean isThere(TableIdentity table) {
        TableData last = known;
        if (last == null || last.heap().identity() != table) {
            known = view.catalog().find(table);
        }
        return known != null;
    }

    @Override
    public long version() {
        return present(visible).version();
    }

    /** The table of the row. */
    TableData data() {
        return present(known);
    }

    RowHead head() {
        return present(head);
    }

    /** The row or tombstone that the state shows. */
    RowVersion visible() {
        return present(visible);
    }

    @Override
    public String table() {
        return data().structure().name();
    }

    @Override
    public Key key() {
        return present(head).table().keyColumns().keyOf(present(visible));
    }

    @Override
    public @Nullable Image image() {
        RowVersion row = present(visible);
        return row.isLive() ? data().image(row) : null;
    }

    @Override
    public @Nullable Row row() {
        RowVersion row = present(visible);
        return row.isLive() ? data().row(row) : null;
    }

    @Override
    public Bytes hidden() {
        return present(visible).hidden();
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new Fault(ErrorCode.INTERNAL, "the scan stands on no change");
        }
        return part;
    }
}
