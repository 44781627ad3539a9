package dev.syncdb.client.outbox;

/**
 * What a local commit is to become in the outbox. Void once the lock is given up that it was made
 * under.
 */
public final class Draft {
    private final PendingTransaction transaction;
    private final byte[] record;
    private final Runnable effect;

    /**
     * A draft that becomes {@code transaction}.
     *
     * @param record says so in the log
     * @param effect does so in memory
     */
    Draft(PendingTransaction transaction, byte[] record, Runnable effect) {
        this.transaction = transaction;
        this.record = record;
        this.effect = effect;
    }

    /** The next transaction, or the newest one with what was committed joined to it. */
    public PendingTransaction transaction() {
        return transaction;
    }

    byte[] record() {
        return record;
    }

    void take() {
        effect.run();
    }
}
