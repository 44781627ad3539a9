package dev.syncdb.store;

import dev.syncdb.schema.Alteration;

import org.jspecify.annotations.Nullable;

/**
 * The structure changed.
 *
 * @param alteration null if the statement was no ALTER
 * @param catalog from before
 * @param orders from before
 */
record DefineStep(String sql, @Nullable Alteration alteration, Catalog catalog, Orders orders)
        implements Step {
    @Override
    public void undo(Workspace workspace) {
        workspace.restore(catalog, orders);
    }

    /** True if the statement altered that very table, whose rows stayed where they were. */
    boolean alters(TableIdentity table) {
        return alteration != null && catalog.table(alteration.before()).heap().identity() == table;
    }
}
