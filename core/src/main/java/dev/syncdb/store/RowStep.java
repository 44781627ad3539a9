package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

/**
 * A row got another newest version.
 *
 * @param table as it was indexed at the time
 * @param before null if the row had no version
 * @param after null if the row has no version left
 */
record RowStep(
        TableData table,
        RowHead head,
        @Nullable RowVersion before,
        @Nullable RowVersion after) implements Step {
    @Override
    public void undo(Workspace workspace) {
        workspace.swap(table, head, after, before);
    }

    /** True if that very object is what it left. */
    @SuppressWarnings("ReferenceEquality")
    boolean leaves(RowVersion version) {
        return after == version;
    }

    /** The same step, to that version. */
    RowStep to(@Nullable RowVersion version) {
        return version == null || leaves(version)
                ? this
                : new RowStep(table, head, before, version);
    }

    /** True if the commit of that version had not touched the row before. */
    boolean isFirst(long version) {
        return before == null || before.version() != version;
    }
}
