package dev.syncdb.merge;

import dev.syncdb.value.Value;

/** What a {@link MergeFunction} says. */
public sealed interface MergeResult
        permits MergeResult.Merged, MergeResult.KeepBoth, MergeResult.Reject {
    /**
     * The cell is to hold this, of the column's type. The two values that it was made of are on
     * record, since nobody else can say what of them is in it.
     */
    record Merged(Value value) implements MergeResult {}

    /** Somebody is to look at it: the later edit stays, the other one is on record as open. */
    record KeepBoth() implements MergeResult {}

    /** The transaction of the value that arrives is to be refused, as a whole. */
    record Reject(String reason) implements MergeResult {}
}
