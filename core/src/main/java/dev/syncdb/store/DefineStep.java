package dev.syncdb.store;

/**
 * The structure changed.
 *
 * @param catalog from before
 * @param orders from before
 */
record DefineStep(String sql, Catalog catalog, Orders orders) implements Step {
    @Override
    public void undo(Workspace workspace) {
        workspace.restore(catalog, orders);
    }
}
