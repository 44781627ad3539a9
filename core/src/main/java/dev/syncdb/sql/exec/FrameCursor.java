package dev.syncdb.sql.exec;

/** A pass that leaves its rows in the frame. Begins before the first. */
interface FrameCursor {
    /** Puts the next combination of rows into the frame; false if there is none. */
    boolean next();
}
