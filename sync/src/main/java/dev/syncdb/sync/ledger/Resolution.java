package dev.syncdb.sync.ledger;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.Clash;
import dev.syncdb.merge.Intent;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * What is to become of a conflict, as the column {@code resolution} says it: {@code VALUE},
 * {@code RESTORE}, {@code MERGE} and a rule, {@code KEEP}. Pure.
 */
final class Resolution {
    static final String VALUE = "VALUE";
    static final String RESTORE = "RESTORE";
    static final String KEEP = "KEEP";

    /** Before the name of a rule of columns. */
    static final String MERGE = "MERGE ";

    private Resolution() {}

    /**
     * The value that is to be there, or null if it is well as it is.
     *
     * @param resolution in the words of the column
     * @param given what the column {@code resolved_value} holds
     * @throws Incorrect RESOLUTION if nothing can be made of it
     */
    static @Nullable Value outcome(ConflictEntry entry, String resolution, Value given) {
        switch (resolution) {
            case KEEP:
                return null;
            case VALUE:
                return given;
            case RESTORE:
                return entry.loser();
            default:
                return merged(entry, rule(resolution));
        }
    }

    private static MergeRule rule(String resolution) {
        if (resolution.startsWith(MERGE)) {
            String name = resolution.substring(MERGE.length()).toUpperCase(Locale.ROOT);
            for (MergeRule rule : MergeRule.values()) {
                // A function of the application is not called for what is past.
                if (rule.name().equals(name) && rule != MergeRule.RULE) {
                    return rule;
                }
            }
        }
        throw new Incorrect(
                ErrorCode.RESOLUTION,
                "'" + resolution + "' is none of " + VALUE + ", " + RESTORE + ", " + KEEP + " and "
                        + MERGE + "with a rule of columns");
    }

    /** What another rule makes of the two values. */
    private static Value merged(ConflictEntry entry, MergeRule rule) {
        if (entry.isWholeRow()) {
            throw new Incorrect(
                    ErrorCode.RESOLUTION,
                    "conflict " + entry.id() + " is about a whole row: rules are for columns");
        }
        if (Intent.hasParts(rule)) {
            return both(entry, rule);
        }
        Claim claim = new Claim(
                entry.baseVersion(),
                entry.incomingAuthor().writer(),
                entry.incomingAuthor().effectiveMillis());
        Clash clash = new Clash(entry.storedAuthor(), entry.stored(), claim, entry.incoming());
        return clash.decide(rule).written() ? entry.incoming() : entry.stored();
    }

    /** What the two edits of what both had found come to. */
    private static Value both(ConflictEntry entry, MergeRule rule) {
        Value base = entry.base();
        boolean counts = rule == MergeRule.COUNTER;
        try {
            Value seen = base == null && !counts ? Value.NULL : base;
            Value both =
                    seen == null ? null : Intent.both(rule, seen, entry.stored(), entry.incoming());
            if (both != null) {
                return both;
            }
        } catch (ArithmeticException overflow) {
            throw new Incorrect(
                    ErrorCode.OUT_OF_RANGE,
                    "conflict " + entry.id() + " counts beyond the range of integers");
        }
        throw new Incorrect(
                ErrorCode.RESOLUTION,
                "conflict " + entry.id() + " is not between values of " + rule);
    }
}
