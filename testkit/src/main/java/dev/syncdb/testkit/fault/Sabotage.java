package dev.syncdb.testkit.fault;

import dev.syncdb.clock.RandomSource;
import dev.syncdb.journal.Disk;
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

    /** The server's disk, at each of its starts. */
    default Disk serverDisk(Disk real) {
        return real;
    }

    /** The server's chance, at each of its starts. */
    default RandomSource serverRandom(RandomSource real) {
        return real;
    }

    /** A phone's disk, at each of its starts. */
    default Disk phoneDisk(Disk real) {
        return real;
    }

    /** A request as it leaves a phone, whole. */
    default byte[] request(byte[] real) {
        return real;
    }

    /**
     * An answer as it leaves the server, whole.
     *
     * @param request what arrived there, which may be damaged
     */
    default byte[] answer(byte[] request, byte[] real) {
        return real;
    }
}
