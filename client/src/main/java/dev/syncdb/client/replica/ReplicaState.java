package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Identity;
import dev.syncdb.sync.message.SignedCursor;

import org.jspecify.annotations.Nullable;

/**
 * Where a replica stands, as far as is durable.
 *
 * @param identity whose transactions {@code lastTx} counts
 * @param cursor what the shadow is a copy of; the start while the stage is not COMPLETE
 * @param lastTx the last transaction whose outcome is in the shadow
 * @param chain the chain value there
 * @param stage how much of the space it has
 * @param syncedMillis when the last flip to a whole state was, by the device's wall clock; 0 for
 *     never
 * @param firstSync how far the first sync has come, if the stage is PARTIAL; else null
 */
record ReplicaState(
        Identity identity,
        SignedCursor cursor,
        long lastTx,
        int chain,
        Stage stage,
        long syncedMillis,
        @Nullable FirstSync firstSync) {
    /** How much of the space a replica has. */
    enum Stage {
        /**
         * Nothing yet. Nothing was pushed under this identity, nor will it be before a first sync
         * is complete.
         */
        NEW(0),
        /** Rows that cannot be relied on; everything is to be fetched again. */
        REFETCHING(1),
        /** The state of the space at the cursor. */
        COMPLETE(2),
        /**
         * Some classes of tables, each as of a version of its own, in a first sync. Nothing was
         * pushed either.
         */
        PARTIAL(3);

        private final int code;

        Stage(int code) {
            this.code = code;
        }

        /** How it is written. */
        int code() {
            return code;
        }

        /** True before a first sync under this identity is complete: nothing is pushed. */
        boolean isFirst() {
            return this == NEW || this == PARTIAL;
        }

        static Stage of(int code) {
            for (Stage stage : values()) {
                if (stage.code == code) {
                    return stage;
                }
            }
            throw new IllegalArgumentException("no stage " + code);
        }
    }

    /** The state of a client that begins, or begins again after a transaction. */
    static ReplicaState unfetched(Identity identity, long lastTx, int chain) {
        Stage stage = identity.isRegistered() ? Stage.REFETCHING : Stage.NEW;
        return new ReplicaState(identity, SignedCursor.START, lastTx, chain, stage, 0, null);
    }

    /** The same, but one more class of tables is visible. */
    ReplicaState showing(Identity who, FirstSync more) {
        return new ReplicaState(who, cursor, lastTx, chain, Stage.PARTIAL, syncedMillis, more);
    }

    /** The same place in the client's own history, but everything is to be fetched again. */
    ReplicaState refetching() {
        return new ReplicaState(
                identity, SignedCursor.START, lastTx, chain, Stage.REFETCHING, syncedMillis, null);
    }

    boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    /** True if the rows are of the server; otherwise pages do not lie on top of them. */
    boolean hasRows() {
        return stage == Stage.COMPLETE || stage == Stage.PARTIAL;
    }

    /** What somebody who reads the replica now has seen. */
    Base base() {
        return firstSync == null
                ? new Base(cursor.cursor().version(), cursor.commitMillis())
                : firstSync.seen();
    }
}
