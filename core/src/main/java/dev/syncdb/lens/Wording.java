package dev.syncdb.lens;

import dev.syncdb.schema.Names;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How an expression of a schema is worded, apart from spaces, case and quotes. Pure. */
final class Wording {
    private static final Pattern TOKEN = Pattern.compile(
            "('(?:[^']|'')*')|\"((?:[^\"]|\"\")*)\"|`([^`]*)`|\\[([^]]*)]"
                    + "|((?:[\\w$]|[^\\x00-\\x7F])+)|\\s+|.",
            Pattern.DOTALL);

    private static final int TEXT = 1;
    private static final int WORD = 5;

    private Wording() {}

    /**
     * The words of {@code sql}, one space between any two of them.
     *
     * @param names what becomes of a name, which is folded
     */
    static String of(String sql, UnaryOperator<String> names) {
        StringBuilder words = new StringBuilder();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            String word = token.group().trim();
            if (token.group(TEXT) == null) {
                for (int quoted = TEXT + 1; quoted <= WORD; quoted++) {
                    String name = token.group(quoted);
                    word = name == null ? word : names.apply(Names.fold(name));
                }
            }
            words.append(word.isEmpty() ? "" : " ").append(word);
        }
        return words.toString();
    }
}
