package dev.syncdb.store;

/** Something that a transaction did and can take back. */
interface Step {
    /** Takes it back in {@code workspace}. Every later step has been taken back before. */
    void undo(Workspace workspace);
}
