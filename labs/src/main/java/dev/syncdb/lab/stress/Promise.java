package dev.syncdb.lab.stress;

/** Says so when something that every commit keeps true is not. */
final class Promise {
    private Promise() {}

    /** Fails if a number that a reader found is not the one that it must be. */
    static void same(String what, long wanted, long found) {
        if (wanted != found) {
            throw new Broken(what + ": " + found + " instead of " + wanted);
        }
    }

    /** Fails unless it holds. */
    static void holds(boolean held, String what) {
        if (!held) {
            throw new Broken(what);
        }
    }

    /** A reader has seen what no commit left. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }
}
