package dev.syncdb.testkit.fault;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can go wrong in a simulated world, and that a fleet has to live with. */
public enum Fault {
    /** A request is lost. */
    DROPPED,
    /** The server did what a request asks, and its answer is lost. */
    TIMED_OUT,
    /** A request arrives twice. */
    DUPLICATED,
    /** A request or an answer is late, so that others overtake it. */
    REORDERED,
    /** A connection breaks at some byte of a request or an answer; the first part arrives. */
    CUT,
    /** A bit of a request or an answer is flipped on the way. */
    CORRUPTED,
    /** For some minutes nothing passes between a phone and the server, one way or both. */
    PARTITIONED,
    /** A phone or the server loses power at a file operation; what was not forced is a guess. */
    CRASHED,
    /** After such a crash a part of a write is there, to the border of a sector. */
    TORN,
    /** A process ends between two operations; the machine goes on. */
    KILLED,
    /** A disk is full at some byte, or refuses an operation, once or for a while. */
    DISK_FAILED,
    /** A phone's disk says that it forced and did not, and then loses power. */
    LIED,
    /** The wall clock of a phone or the server is set to another time. */
    CLOCK_JUMPED,
    /** A phone is set up from a backup of its files, beside the original or in its place. */
    CLONED,
    /** The server's folder is put back from an earlier copy. */
    RESTORED;

    /**
     * What strikes unless a test says otherwise. A restored server is not among them: it needs
     * phones that keep what was acknowledged and send it again.
     */
    public static final Set<Fault> DEFAULT =
            Collections.unmodifiableSet(EnumSet.allOf(Fault.class));

    /** The name on a command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of that name, or null. */
    public static @Nullable Fault of(String label) {
        for (Fault fault : values()) {
            if (fault.label().equals(label.replace('_', '-'))) {
                return fault;
            }
        }
        return null;
    }
}
