package dev.syncdb.lens;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How well apps of two versions of a schema get along, and why.
 *
 * @param grade the last one, in their order, of all reasons
 * @param reasons what differs; empty if nothing does
 */
public record Compatibility(Grade grade, List<Reason> reasons) {
    /** How well, from best to worst. */
    public enum Grade {
        /** Nothing differs. */
        IDENTICAL,
        /** Each side takes whatever the other one writes, and loses nothing. */
        FULL,
        /** The newer version refuses some rows of the older one, but not the other way round. */
        BACKWARD,
        /** The newer version has rows that the rules of the older one do not allow. */
        FORWARD,
        /** Values are computed from one to the other, so one side may not see all. */
        CONVERTIBLE,
        /** An app of one side cannot write, or finds nothing where it needs something. */
        BREAKING
    }

    /**
     * One difference.
     *
     * @param table the newer name of a table that both have, else its only one
     * @param column the column that differs, null where the whole table does
     */
    public record Reason(
            Grade grade, String table, @Nullable String column, String text) {}

    public Compatibility {
        reasons = List.copyOf(reasons);
    }

    /** How well the two sides of {@code lens} get along. */
    public static Compatibility of(Lens lens) {
        List<Reason> reasons = Differences.of(lens);
        Grade worst = Grade.IDENTICAL;
        for (Reason reason : reasons) {
            worst = reason.grade().compareTo(worst) > 0 ? reason.grade() : worst;
        }
        return new Compatibility(worst, reasons);
    }
}
