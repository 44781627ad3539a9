package dev.syncdb.merge;

import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

/**
 * Two values for one cell, of which one is stored and one arrives, and the rule that says which of
 * them stays. The one that arrives gets the larger version. Pure.
 *
 * @param stored who wrote the value that is there
 */
public record Clash(CellVersion stored, Value storedValue, Claim claim, Value incoming) {
    /** What becomes of the value that arrives. */
    public Verdict decide(MergeRule rule) {
        if (!claim.concurrentWith(stored)) {
            return Verdict.ACCEPTED;
        }
        if (storedValue.equals(incoming)) {
            return Verdict.AGREED;
        }
        return incomingStays(rule) ? Verdict.WON : Verdict.LOST;
    }

    /** True if the two are different, and the author of one had not seen the other. */
    public boolean isOpen() {
        return claim.concurrentWith(stored) && !storedValue.equals(incoming);
    }

    private boolean incomingStays(MergeRule rule) {
        boolean byBackend = stored.writer() == CellVersion.BACKEND;
        return switch (rule) {
            case LWW_ARRIVAL -> true;
            case FIRST_WINS -> false;
            case SERVER_WINS -> !byBackend && isLater();
            case CLIENT_WINS -> byBackend || isLater();
            case MIN -> isBeyond(-1);
            case MAX -> isBeyond(1);
            // Relative edits do not come here; but a counter may be set to NULL. Nor do those of
            // which a function decides, where there is one.
            case LWW, COUNTER, ORSET, LIST, MAP, MERGED, RULE -> isLater();
        };
    }

    /** NULL is no value to be compared: the other one stays. */
    private boolean isBeyond(int sign) {
        if (incoming.isNull() || storedValue.isNull()) {
            return storedValue.isNull();
        }
        int order = Value.compare(incoming, storedValue, Collation.BINARY);
        // 1 and 1.0 sort alike, and are two values: the same one stays in every order of arrival.
        int decided = order == 0 ? incoming.type().compareTo(storedValue.type()) : order;
        return Integer.signum(decided) == sign;
    }

    /** Of two edits of the same time the one that arrives later counts as later. */
    private boolean isLater() {
        return claim.effectiveMillis() >= stored.effectiveMillis();
    }
}
