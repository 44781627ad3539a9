package dev.syncdb.sql.plan.term;

import org.jspecify.annotations.Nullable;

/**
 * Matches a text against a pattern of LIKE or GLOB. Backtracks only to the last wildcard that takes
 * any run, so that the cost is at most the product of both lengths. Pure.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#like">SQLite</a>
 */
final class Pattern {
    private static final int NONE = -1;

    private final int[] pattern;
    private final int[] text;
    private final boolean glob;
    private final int escape;

    private Pattern(String pattern, String text, boolean glob, int escape) {
        this.pattern = pattern.codePoints().toArray();
        this.text = text.codePoints().toArray();
        this.glob = glob;
        this.escape = escape;
    }

    /**
     * LIKE: {@code %} is any run, {@code _} any character; the case of ASCII letters does not
     * count.
     */
    static boolean like(String pattern, String text, @Nullable Integer escape) {
        return new Pattern(pattern, text, false, escape == null ? NONE : escape).matches();
    }

    /**
     * GLOB: {@code *} is any run, {@code ?} any character, {@code [a-z]} and {@code [^a-z]} sets;
     * case counts.
     */
    static boolean glob(String pattern, String text) {
        return new Pattern(pattern, text, true, NONE).matches();
    }

    private boolean matches() {
        int p = 0;
        int t = 0;
        int runPattern = NONE;
        int runText = 0;
        while (true) {
            if (p < pattern.length && isAnyRun(p)) {
                runPattern = ++p;
                runText = t;
                continue;
            }
            int next = p < pattern.length && t < text.length ? matchOne(p, text[t]) : NONE;
            if (next != NONE) {
                p = next;
                t++;
            } else if (p == pattern.length && t == text.length) {
                return true;
            } else if (runPattern == NONE || runText >= text.length) {
                return false;
            } else {
                p = runPattern;
                t = ++runText;
            }
        }
    }

    private boolean isAnyRun(int p) {
        return pattern[p] == (glob ? '*' : '%') && pattern[p] != escape;
    }

    /**
     * Where the pattern goes on behind the element at {@code p} if that takes {@code c}, else NONE.
     */
    private int matchOne(int p, int c) {
        int element = pattern[p];
        if (element == escape) {
            boolean taken = p + 1 < pattern.length && fold(pattern[p + 1]) == fold(c);
            return taken ? p + 2 : NONE;
        }
        if (element == (glob ? '?' : '_')) {
            return p + 1;
        }
        if (glob && element == '[') {
            return matchSet(p + 1, c);
        }
        return fold(element) == fold(c) ? p + 1 : NONE;
    }

    private int matchSet(int first, int c) {
        int p = first;
        boolean inverted = p < pattern.length && pattern[p] == '^';
        if (inverted) {
            p++;
        }
        boolean found = false;
        int start = p;
        while (p < pattern.length && (pattern[p] != ']' || p == start)) {
            boolean range = p > start
                    && pattern[p] == '-'
                    && p + 1 < pattern.length
                    && pattern[p + 1] != ']';
            if (range) {
                found |= c >= pattern[p - 1] && c <= pattern[p + 1];
                p += 2;
            } else {
                found |= c == pattern[p];
                p++;
            }
        }
        return p < pattern.length && found != inverted ? p + 1 : NONE;
    }

    private int fold(int c) {
        return !glob && c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
}
