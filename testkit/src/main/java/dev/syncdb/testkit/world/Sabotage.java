package dev.syncdb.testkit.world;

import dev.syncdb.server.log.CommitLog;

/**
 * A place for a broken part at a port. An oracle counts only once it has noticed one. Made anew for
 * each world, because a broken part may remember things.
 */
public interface Sabotage {
    /** Nothing is broken. */
    Sabotage NONE = new Sabotage() {};

    /** The log as the server gets it. */
    default CommitLog log(CommitLog real) {
        return real;
    }

    /** An answer as the phone gets it. */
    default byte[] answer(byte[] real) {
        return real;
    }
}
