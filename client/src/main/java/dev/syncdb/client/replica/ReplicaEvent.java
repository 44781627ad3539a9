package dev.syncdb.client.replica;

/**
 * Something that an app may want to tell its user.
 *
 * @param number the transaction that it is about; 0 if it is about no single one
 */
public record ReplicaEvent(Kind kind, long number, String message) {
    /** What happened. */
    public enum Kind {
        /** The server refused a transaction for good; it stands in {@code syncdb_rejected}. */
        REJECTED,
        /** A pending transaction cannot be shown on the newest rows; the server will judge it. */
        HELD,
        /**
         * The server did not know this device, or not as it is: it registered anew and sends its
         * pending work again.
         */
        REREGISTERED,
        /**
         * The server was restored from an older state, or has lost track of this device: what it
         * lost of this device's work is sent again, and all rows are fetched again.
         */
        REWOUND,
        /**
         * The copy of the space was damaged, or unlike the server's: all of it is fetched again.
         */
        REBUILT,
        /**
         * The files of the outbox were damaged: transactions behind the damage were lost and set
         * aside.
         */
        OUTBOX_DAMAGED
    }
}
