package dev.syncdb.schema;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column as it was declared: any words, of which SQLite looks only at the affinity.
 * SyncDB also holds what phones push to the meaning of the words: {@code NVARCHAR(40)} is a text of
 * at most 40 characters.
 *
 * @param text the words and sizes as written, "" where none were
 * @param affinity what SQLite makes of them
 * @param lengthMax most characters of a text or bytes of a blob, {@link #UNLIMITED} where none is
 *     declared
 * @param merge what becomes of concurrent edits
 * @param function name of the function that decides, where the rule is RULE; else null
 */
public record DeclaredType(
        String text,
        Affinity affinity,
        int lengthMax,
        MergeRule merge,
        @Nullable String function) {
    /** No declared length. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final Pattern LENGTH = Pattern.compile("\\(\\s*(\\d{1,9})\\s*\\)");

    /** Reads the words of a column definition. */
    public static DeclaredType of(String text) {
        Affinity affinity = Affinity.ofDeclaredType(text);
        Matcher length = LENGTH.matcher(text);
        boolean limited = (affinity == Affinity.TEXT || affinity == Affinity.BLOB) && length.find();
        int lengthMax = limited ? Integer.parseInt(length.group(1)) : UNLIMITED;
        MergeRule rule = MergeRule.of(text);
        return new DeclaredType(text, affinity, lengthMax, rule, MergeRule.functionIn(text));
    }

    /** As {@link #of}, in a STRICT table, where ANY is no number but whatever is given. */
    public static DeclaredType ofStrict(String text) {
        return text.equalsIgnoreCase("ANY")
                ? new DeclaredType(text, Affinity.BLOB, UNLIMITED, MergeRule.LWW, null)
                : of(text);
    }

    /** True of a text into which concurrent edits are merged. */
    public boolean isMergedText() {
        return merge == MergeRule.MERGED;
    }

    /**
     * True if SQLite, which looks for INT, CHAR and the like anywhere in the words, finds one of
     * them in the name of the function only: {@code TEXT RULE pointsystem} is no text there.
     */
    public boolean isMisnamed() {
        return function != null
                && affinity != Affinity.ofDeclaredType(MergeRule.withoutFunction(text));
    }

    /**
     * Why {@code value} is none of this type, or null if it is. Stricter than storing, which like
     * SQLite takes anything; used for values that come from elsewhere.
     */
    public @Nullable ErrorCode refuses(Value value) {
        ValueType type = value.type();
        if (type == ValueType.NULL) {
            return null;
        }
        boolean fits =
                switch (affinity) {
                    case INTEGER -> type == ValueType.INTEGER;
                    case REAL -> type == ValueType.REAL || type == ValueType.INTEGER;
                    case TEXT -> type == ValueType.TEXT;
                    case NUMERIC -> type != ValueType.BLOB || isUuid();
                    case BLOB -> true;
                };
        if (!fits) {
            return ErrorCode.WRONG_TYPE;
        }
        return length(value) > lengthMax ? ErrorCode.TOO_LONG : null;
    }

    /**
     * Fails with WRONG_TYPE unless {@code value} is what a STRICT table takes in a column of this
     * type.
     */
    public void requireStrict(Value value, String table, String column) {
        if (!isStrictly(value)) {
            throw Incorrect.at(
                    ErrorCode.WRONG_TYPE,
                    "cannot store " + value.type().sqlName() + " in "
                            + text.toUpperCase(Locale.ROOT) + " column " + table + "." + column,
                    table,
                    column);
        }
    }

    /** True if a STRICT table takes {@code value} in a column of this type. */
    public boolean isStrictly(Value value) {
        return value.isNull()
                || switch (text.toUpperCase(Locale.ROOT)) {
                    case "INT", "INTEGER" -> value.type() == ValueType.INTEGER;
                    case "REAL" -> value.type() == ValueType.REAL;
                    case "TEXT" -> value.type() == ValueType.TEXT;
                    case "BLOB" -> value.type() == ValueType.BLOB;
                    default -> true;
                };
    }

    private boolean isUuid() {
        return text.toUpperCase(Locale.ROOT).startsWith("UUID");
    }

    private static int length(Value value) {
        return switch (value.type()) {
            case TEXT -> value.asText().codePointCount(0, value.asText().length());
            case BLOB -> value.asBytes().size();
            case NULL, INTEGER, REAL -> 0;
        };
    }
}
