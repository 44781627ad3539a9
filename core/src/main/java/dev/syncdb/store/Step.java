package dev.syncdb.store;

/** Something that a transaction did and can take back. */
interface Step {
    /** Takes it back. Every later step has been taken back before. */
    void undo();
}
