package dev.syncdb.testkit.world;

import dev.syncdb.server.log.CommitLog;

/**
 * A place for a broken part at a port: an oracle counts only once it has noticed one. Made anew for
 * each world, because a broken part may remember things; called from the world's one thread.
 */
public interface Sabotage {
    /** Nothing is broken. */
    Sabotage NONE = new Sabotage() {};

    /** The log as the server gets it, at each of its starts. */
    default CommitLog log(CommitLog real) {
        return real;
    }

    /** An answer as it leaves the server, whole. */
    default byte[] answer(byte[] real) {
        return real;
    }
}
