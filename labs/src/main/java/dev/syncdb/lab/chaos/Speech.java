package dev.syncdb.lab.chaos;

/**
 * The lines that a child process and its parent say to each other. What a child had printed before
 * it was killed is still read: the pipe outlives it.
 */
final class Speech {
    /** Child: it can be reached, the server at this port. */
    static final String READY = "ready ";

    /** Child: the author of this word was told that it is safe. */
    static final String ACKNOWLEDGED = "acknowledged ";

    /** Server: the write of this word became visible. */
    static final String PUBLISHED = "published ";

    /** Phone: the write of this word was refused for good. */
    static final String REJECTED = "rejected ";

    /** Child: this word is there. */
    static final String WORD = "word ";

    /** Child: the digest of all that is there. */
    static final String STATE = "state ";

    /** Child: something happened that never may. */
    static final String BROKEN = "broken ";

    /** Parent: write no more, sync until nothing is left to say, and tell the state. */
    static final String SETTLE = "settle";

    private Speech() {}

    /** Says something at once, whoever else speaks. */
    static synchronized void say(String kind, Object what) {
        System.out.println(kind + what);
        System.out.flush();
    }
}
