package dev.syncdb.sync.apply;

import dev.syncdb.change.RowName;

import org.jspecify.annotations.Nullable;

/** Where deleted rows are kept, in the same transaction. Confined to its caller. */
public interface DeletedRows {
    /** Keeps nothing: a phone has no row that was deleted. */
    DeletedRows NONE = new DeletedRows() {
        @Override
        public @Nullable DeletedRow find(RowName name) {
            return null;
        }

        @Override
        public void keep(DeletedRow row) {}

        @Override
        public void forget(RowName name) {}
    };

    /** The row that {@code name} means; without a handle, the one that was deleted last. */
    @Nullable
    DeletedRow find(RowName name);

    void keep(DeletedRow row);

    /** Drops what is kept of a row that is back. */
    void forget(RowName name);
}
