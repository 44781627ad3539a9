package dev.syncdb.schema;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of two edits of one cell that did not know of each other. A column declares it as
 * the last word of its type, behind the type itself: {@code votes INTEGER COUNTER}; SQLite takes
 * any words there and looks at none of these.
 */
public enum MergeRule {
    /** The edit made later stays, by effective time. The rule of columns that declare none. */
    LWW,
    /** The edit that arrives later stays, whenever it was made. */
    LWW_ARRIVAL,
    /** The edit that arrived first stays. */
    FIRST_WINS,
    /** What the server's own code wrote stays; between clients the later edit. */
    SERVER_WINS,
    /** What a client wrote stays against the server's own code; between clients the later edit. */
    CLIENT_WINS,
    /** The smallest value stays, in the order in which SQL sorts. */
    MIN,
    /** The largest value stays, in the order in which SQL sorts. */
    MAX,
    /** An edit of an integer is an increment, and all increments count. */
    COUNTER,
    /**
     * The text is a set, as an array in JSON: an edit adds and removes elements, and what is added
     * stays against a remove that did not know of it.
     */
    ORSET,
    /**
     * The text is a list, as an array in JSON: what either of two edits adds stays behind its
     * neighbour, what either removes is gone, and what is moved is not there twice.
     */
    LIST,
    /** The text is a map, as an object in JSON: each of its members is written for itself. */
    MAP,
    /**
     * The text is prose: an edit is what was put in and what was taken out, and where. What either
     * of two edits puts in stays.
     */
    MERGED,
    /** A registered function decides; it is named behind the word: {@code TEXT RULE workflow}. */
    RULE;

    private static final Pattern NAMED =
            Pattern.compile("(.*\\S)\\s+RULE\\s+(\\S+)", CASE_INSENSITIVE);

    /**
     * The rule that the words of a declared type name, {@link #LWW} if none. A single word is the
     * type itself.
     */
    static MergeRule of(String words) {
        String text = words.trim();
        if (functionIn(text) != null) {
            return RULE;
        }
        int last = text.lastIndexOf(' ') + 1;
        if (last > 0) {
            String word = text.substring(last).toUpperCase(Locale.ROOT);
            for (MergeRule rule : values()) {
                if (rule != RULE && rule.name().equals(word)) {
                    return rule;
                }
            }
        }
        return LWW;
    }

    /** The name of the function that the words of a declared type name; null if they name none. */
    static @Nullable String functionIn(String words) {
        Matcher named = NAMED.matcher(words.trim());
        return named.matches() ? named.group(2) : null;
    }

    /** The words of a declared type without those that name a function. */
    static String withoutFunction(String words) {
        Matcher named = NAMED.matcher(words.trim());
        return named.matches() ? named.group(1) : words;
    }
}
