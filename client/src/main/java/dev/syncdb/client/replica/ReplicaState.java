package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.client.outbox.Base;
import dev.syncdb.client.outbox.Identity;
import dev.syncdb.sync.pull.SignedCursor;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where a replica stands, as far as is durable.
 *
 * @param identity whose transactions {@code lastTx} counts
 * @param cursor what the shadow is a copy of. While the stage is not COMPLETE, what the rows that
 *     are visible surely show, if the history that it is of is still the server's; the start if
 *     they show nothing for sure
 * @param lastTx the last transaction whose outcome is in the shadow
 * @param chain the chain value there
 * @param stage how much of the space it has
 * @param syncedMillis when the last flip to a whole state was, by the device's wall clock; 0 for
 *     never
 * @param shownTx the last transaction whose effects are in the rows; {@code lastTx}, but a greater
 *     one where the server turned out not to have it any more and the rows are still the old ones
 * @param firstSync how far the first sync has come, if the stage is PARTIAL; else null
 */
record ReplicaState(
        Identity identity,
        SignedCursor cursor,
        long lastTx,
        int chain,
        Stage stage,
        long syncedMillis,
        long shownTx,
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
        return unfetched(identity, lastTx, chain, lastTx, SignedCursor.START);
    }

    /** The same, where there are rows from before, which show perhaps more than that. */
    static ReplicaState unfetched(
            Identity identity, long lastTx, int chain, long shownTx, SignedCursor visible) {
        Stage stage = identity.isRegistered() ? Stage.REFETCHING : Stage.NEW;
        return new ReplicaState(identity, visible, lastTx, chain, stage, 0, shownTx, null);
    }

    /** The same, but one more class of tables is visible. */
    ReplicaState showing(Identity who, FirstSync more) {
        return new ReplicaState(
                who, cursor, lastTx, chain, Stage.PARTIAL, syncedMillis, shownTx, more);
    }

    /**
     * The same place in the client's own history, but the rows are as if there were none, and
     * everything is to be fetched.
     */
    ReplicaState beginning() {
        Stage next = stage.isFirst() ? Stage.NEW : Stage.REFETCHING;
        return new ReplicaState(
                identity, SignedCursor.START, lastTx, chain, next, syncedMillis, lastTx, null);
    }

    /** The same place in the client's own history, but everything is to be fetched again. */
    ReplicaState refetching() {
        return at(identity, lastTx, chain, Stage.REFETCHING);
    }

    /**
     * Another place in the client's own history, and everything is to be fetched again; the rows
     * still show what they showed.
     */
    ReplicaState backAt(Identity who, long otherTx, int otherChain) {
        boolean isNew = stage == Stage.NEW || !who.isRegistered();
        return at(who, otherTx, otherChain, isNew ? Stage.NEW : Stage.REFETCHING);
    }

    private ReplicaState at(Identity who, long tx, int chainThere, Stage next) {
        long shown = who.secret().equals(identity.secret()) ? Math.max(tx, shownTx) : tx;
        return new ReplicaState(who, cursor, tx, chainThere, next, syncedMillis, shown, null);
    }

    /** From where on pages lie on top of the rows: the start if they do not. */
    SignedCursor pullCursor() {
        return isComplete() ? cursor : SignedCursor.START;
    }

    boolean isComplete() {
        return stage == Stage.COMPLETE;
    }

    /** True if the rows are of the server; otherwise pages do not lie on top of them. */
    boolean hasRows() {
        return stage == Stage.COMPLETE || stage == Stage.PARTIAL;
    }

    /** What somebody who reads the replica now, and does this, has seen. */
    Base base(List<Change> operations) {
        return firstSync == null
                ? new Base(cursor.cursor().version(), cursor.commitMillis())
                : firstSync.seenBy(operations);
    }
}
