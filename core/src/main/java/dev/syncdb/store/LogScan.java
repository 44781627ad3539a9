package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Fault;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

/** The live entries of a change log, for one view, from some version on. */
final class LogScan implements ChangeScan {
    private final LogView log;
    private final View view;
    private int following;
    private @Nullable RowHead head;
    private @Nullable RowVersion visible;

    LogScan(LogView log, View view, int first) {
        this.log = log;
        this.view = view;
        this.following = first;
    }

    @Override
    public boolean next() {
        while (following < log.size()) {
            int entry = following++;
            if (log.isLive(entry, view)) {
                head = log.head(entry);
                visible = head.at(view.version());
                return true;
            }
        }
        head = null;
        visible = null;
        return false;
    }

    @Override
    public long version() {
        return present(visible).version();
    }

    @Override
    public String table() {
        return present(head).table().name();
    }

    @Override
    public Key key() {
        return present(head).key();
    }

    @Override
    public @Nullable Image image() {
        return present(visible).image();
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
