package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;

import org.jspecify.annotations.Nullable;

/** Which row a change is about. Stateless. */
final class Places {
    private Places() {}

    /** The row without its handle; null for a change of structure. */
    static @Nullable RowName of(Change change) {
        RowName row = change.changed();
        return row == null ? null : RowName.of(row.table(), row.key());
    }

    static boolean isOf(Change change, RowName row) {
        return RowName.of(row.table(), row.key()).equals(of(change));
    }
}
