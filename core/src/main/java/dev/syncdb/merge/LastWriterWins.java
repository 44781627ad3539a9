package dev.syncdb.merge;

import dev.syncdb.value.Value;

/**
 * The rule of columns that declare no other: of two concurrent values the one edited later stays,
 * by effective time; of two of the same time the one that arrived later. Pure.
 */
public final class LastWriterWins {
    private LastWriterWins() {}

    /**
     * Decides between the value that is stored and one that arrives, which has the larger version.
     *
     * @param stored the version of the stored value
     */
    public static Verdict decide(
            CellVersion stored, Value storedValue, Claim claim, Value incoming) {
        if (!claim.concurrentWith(stored)) {
            return Verdict.ACCEPTED;
        }
        if (storedValue.equals(incoming)) {
            return Verdict.AGREED;
        }
        boolean later = claim.effectiveMillis() >= stored.effectiveMillis();
        return later ? Verdict.WON : Verdict.LOST;
    }
}
