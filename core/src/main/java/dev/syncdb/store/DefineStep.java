package dev.syncdb.store;

/**
 * The structure changed.
 *
 * @param restore puts the catalog from before in place
 */
record DefineStep(String sql, Runnable restore) implements Step {
    @Override
    public void undo() {
        restore.run();
    }
}
