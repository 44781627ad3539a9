package dev.syncdb.sync.message;

/**
 * Why the server did not judge all transactions of a push: the client is to push the rest again,
 * once it has taken in the answer.
 *
 * @param number the first transaction that was not judged
 * @param behind the rejected transaction that it waits behind; 0 if it waits for something else
 */
public record Postponement(Reason reason, long number, long behind) {
    /** What a transaction waits for. */
    public enum Reason {
        /** The client has not acknowledged so many outcomes that the server keeps no more. */
        UNACKNOWLEDGED(1),
        /** It touches a row of a rejected transaction: the client is to see that one first. */
        BEHIND_REJECTED(2);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** How it is written; never 0. */
        public int code() {
            return code;
        }
    }
}
