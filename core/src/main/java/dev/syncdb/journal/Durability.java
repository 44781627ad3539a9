package dev.syncdb.journal;

/** What a commit survives once it is acknowledged. */
public enum Durability {
    /** The end of the process and of the machine: forced to the medium before. */
    FULL,
    /**
     * The end of the process. It is forced to the medium within a time that the owner chose, and
     * when the database is closed. A power cut before that may take the last commits, newest first,
     * and nothing else.
     */
    NORMAL,
    /**
     * The end of the process. A power cut may take the last commits, newest first, and nothing
     * else.
     */
    NONE
}
