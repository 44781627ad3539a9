package dev.syncdb.lab.engine;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * A bound that a figure must keep.
 *
 * @param atLeast false if the figure may be at most the limit
 * @param figure null if it was not measured
 */
record Floor(
        String what,
        boolean atLeast,
        double limit,
        String unit,
        @Nullable Double figure) {
    static Floor atLeast(String what, double limit, String unit, @Nullable Double figure) {
        return new Floor(what, true, limit, unit, figure);
    }

    static Floor atMost(String what, double limit, String unit, @Nullable Double figure) {
        return new Floor(what, false, limit, unit, figure);
    }

    boolean isMet() {
        return figure != null && (atLeast ? figure >= limit : figure <= limit);
    }

    /** One line: the verdict, the figure, and what it must be. */
    @Override
    public String toString() {
        String verdict = figure == null ? "not run" : isMet() ? "met" : "MISSED";
        return String.format(
                Locale.ROOT,
                "%-8s %-48s %12s   %s %s",
                verdict,
                what,
                figure == null ? "-" : text(figure),
                atLeast ? "at least" : "at most",
                text(limit));
    }

    private String text(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.2f%s" : "%.0f%s", number, unit);
    }
}
