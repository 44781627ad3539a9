package dev.syncdb.sync.ledger;

import dev.syncdb.delta.SetEdit;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.Clash;
import dev.syncdb.merge.Intent;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

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
                if (rule.name().equals(name)) {
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
        return switch (rule) {
            case COUNTER -> counted(entry);
            case ORSET -> united(entry);
            default -> {
                Claim claim = new Claim(
                        entry.baseVersion(),
                        entry.incomingAuthor().writer(),
                        entry.incomingAuthor().effectiveMillis());
                Clash clash =
                        new Clash(entry.storedAuthor(), entry.stored(), claim, entry.incoming());
                yield clash.decide(rule).written() ? entry.incoming() : entry.stored();
            }
        };
    }

    private static Value counted(ConflictEntry entry) {
        Value base = entry.base();
        if (base == null
                || !isInteger(base)
                || !isInteger(entry.stored())
                || !isInteger(entry.incoming())) {
            throw new Incorrect(
                    ErrorCode.RESOLUTION,
                    "conflict " + entry.id() + " has no three integers to count with");
        }
        try {
            long increment = Math.subtractExact(entry.incoming().asLong(), base.asLong());
            return Value.of(Math.addExact(entry.stored().asLong(), increment));
        } catch (ArithmeticException overflow) {
            throw new Incorrect(
                    ErrorCode.OUT_OF_RANGE,
                    "conflict " + entry.id() + " counts beyond the range of integers");
        }
    }

    private static Value united(ConflictEntry entry) {
        Value base = entry.base();
        SetEdit edit = Intent.setEdit(base == null ? Value.NULL : base, entry.incoming());
        if (edit == null || !Intent.takes(MergeRule.ORSET, entry.stored())) {
            throw new Incorrect(
                    ErrorCode.RESOLUTION, "conflict " + entry.id() + " is not between sets");
        }
        return Value.of(
                edit.applied(entry.stored().isNull() ? null : entry.stored().asText()));
    }

    private static boolean isInteger(Value value) {
        return value.type() == ValueType.INTEGER;
    }
}
