package dev.syncdb.testkit.fault;

/** What holds in a simulated world, whatever strikes. Each is watched by an oracle of its own. */
public enum Promise {
    /** Replicas at rest are equal, and equal to what the server's order makes of a plain model. */
    CONVERGES,
    /** A write whose author was told that it is safe is not lost. */
    KEPT,
    /** No write takes effect twice. */
    ONCE,
    /** Who reads sees what they wrote and read before, and what the author of a row had seen. */
    CAUSAL,
    /** A transaction is visible wholly or not at all, at every moment. */
    ATOMIC,
    /** A value that is overwritten by somebody who had not seen it stands in a record. */
    RECORDED,
    /** Keys, foreign keys, UNIQUE, CHECK and generated columns hold in every store. */
    CONSTRAINED,
    /**
     * When faults end, few messages bring the fleet to rest, and then an idle sync costs little.
     */
    COMES_TO_REST,
    /** What a device or the server must remember does not grow without need. */
    BOUNDED,
    /** Damage is noticed, and no part fails in a way that it never may. */
    SOUND
}
