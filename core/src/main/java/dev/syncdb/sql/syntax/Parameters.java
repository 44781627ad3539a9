package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the parameters of one statement in the order in which they are read.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html#varparam">SQLite</a>
 */
final class Parameters {
    /** As in SQLite: an array of values that a caller can be asked for. */
    static final int INDEX_MAX = 32_766;

    private final Tokens tokens;
    private final Map<String, Integer> named = new HashMap<>();
    private int last;

    Parameters(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Takes the parameter that is the current token. */
    Expression.Parameter parameter() {
        Token token = tokens.current();
        String text = token.text();
        boolean anonymous = text.charAt(0) == '?';
        int index = index(text);
        if (index < 1 || index > INDEX_MAX) {
            throw tokens.wrong(token, "parameters are numbered from 1 to " + INDEX_MAX);
        }
        last = Math.max(last, index);
        tokens.take();
        return new Expression.Parameter(index, anonymous ? null : text, token.at());
    }

    private int index(String text) {
        if (text.equals("?")) {
            return last + 1;
        }
        if (text.charAt(0) == '?') {
            int digitsMax = String.valueOf(INDEX_MAX).length();
            return text.length() - 1 > digitsMax ? 0 : Integer.parseInt(text.substring(1));
        }
        @Nullable Integer known = named.putIfAbsent(text, last + 1);
        return known == null ? last + 1 : known;
    }
}
