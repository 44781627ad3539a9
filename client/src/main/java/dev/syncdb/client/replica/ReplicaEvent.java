package dev.syncdb.client.replica;

import dev.syncdb.sync.push.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Something that an app may want to tell its user.
 *
 * @param number the transaction that it is about; 0 if it is about no single one
 * @param rejection what the server said, with table and column; null unless it rejected something
 * @param records ids in {@code syncdb_conflicts} of what is new there; none if it is about others
 */
public record ReplicaEvent(
        Kind kind, long number, String message, @Nullable Rejection rejection, List<Long> records) {
    /** What happened. */
    public enum Kind {
        /** The server refused a transaction for good; it stands in {@code syncdb_rejected}. */
        REJECTED,
        /** The server applied a transaction, and recorded edits that gave way to it or it to. */
        CONFLICT,
        /**
         * An edit of this device gave way to another one or that to it; what gave way stands in
         * {@code syncdb_conflicts} from now on.
         */
        RECORDED,
        /** The server did not do just what a transaction says; nobody's edit was lost by that. */
        MERGED,
        /** The server would not judge a transaction, and those behind it, yet. */
        POSTPONED,
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
         * A merge function of the app failed and is not called any more until the replica is opened
         * again. Pending work is shown as it is; the server judges by itself.
         */
        RULE_OFF,
        /**
         * The files of the outbox were damaged: transactions behind the damage were lost and set
         * aside.
         */
        OUTBOX_DAMAGED
    }

    public ReplicaEvent {
        records = List.copyOf(records);
    }

    /** Something that is no rejection. */
    public ReplicaEvent(Kind kind, long number, String message) {
        this(kind, number, message, null, List.of());
    }

    /** These records of conflicts are new. */
    static ReplicaEvent recorded(List<Long> records) {
        String message = records.size() + " edits that gave way are on record";
        return new ReplicaEvent(Kind.RECORDED, 0, message, null, records);
    }

    /** The server rejected this transaction. */
    static ReplicaEvent rejected(long number, Rejection rejection) {
        return new ReplicaEvent(Kind.REJECTED, number, rejection.message(), rejection, List.of());
    }
}
