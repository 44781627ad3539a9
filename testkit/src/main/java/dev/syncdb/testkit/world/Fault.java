package dev.syncdb.testkit.world;

/** What can go wrong in a simulated world, and that a fleet has to live with. */
public enum Fault {
    /** A request or an answer is lost. */
    DROP,
    /** A request arrives twice. */
    DUPLICATE,
    /** A request or an answer is late, so that others overtake it. */
    DELAY,
    /** A connection breaks in the middle of an answer. */
    CUT,
    /** A phone dies at one of its file operations, and what was not forced is anybody's guess. */
    CRASH_PHONE,
    /** The server dies at one of its file operations, likewise. */
    CRASH_SERVER,
    /** A phone's wall clock is set to another time. */
    CLOCK_JUMP
}
