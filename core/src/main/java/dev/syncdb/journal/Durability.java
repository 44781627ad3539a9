package dev.syncdb.journal;

/**
 * What a commit survives once it is acknowledged. A level that forces from time to time will stand
 * between these.
 */
public enum Durability {
    /** The end of the process and of the machine: forced to the medium at each commit. */
    FULL,
    /**
     * The end of the process. A power cut may take the last commits, newest first, and nothing
     * else.
     */
    NONE
}
