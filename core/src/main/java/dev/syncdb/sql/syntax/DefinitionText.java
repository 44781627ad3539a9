package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Mentions.Mention;
import dev.syncdb.sql.syntax.Mentions.Span;

import java.util.List;
import java.util.function.Predicate;

/**
 * The text of a CREATE TABLE or CREATE INDEX, of which ALTER TABLE makes another one that keeps the
 * words of its author. Names are found by the grammar: a type, function, collation or constraint
 * that is called like a column is left alone. Immutable.
 */
public final class DefinitionText {
    private final String text;
    private final List<Mention> names;
    private final List<Span> definitions;

    private DefinitionText(String text, Mentions mentions) {
        this.text = text;
        this.names = mentions.names();
        this.definitions = mentions.definitions();
    }

    /** Fails as {@link Sql#parse} does. */
    public static DefinitionText of(String text) {
        Tokens tokens = new Tokens(text);
        Sql.parse(tokens);
        return new DefinitionText(text, tokens.mentions());
    }

    /** The text in which {@code table} is called {@code name} wherever it stands. */
    public String withTable(String table, String name) {
        return with(name, mention -> mention.column() == null && equal(mention.table(), table));
    }

    /** The text in which {@code column} of {@code table} is called {@code name}. */
    public String withColumn(String table, String column, String name) {
        return with(name, mention -> isColumn(mention, column) && equal(mention.table(), table));
    }

    /**
     * The text with one more column behind the others.
     *
     * @param definition as in CREATE TABLE
     */
    public String plusColumn(String definition) {
        int end = definitions.get(definitions.size() - 1).end();
        return text.substring(0, end) + ", " + definition + text.substring(end);
    }

    /**
     * The text without the definition of a column; another one must be left.
     *
     * @param position counted from 0
     */
    public String minusColumn(int position) {
        Span gone = definitions.get(position);
        boolean last = position == definitions.size() - 1;
        int start = last ? definitions.get(position - 1).end() : gone.start();
        int end = last ? gone.end() : definitions.get(position + 1).start();
        return text.substring(0, start) + text.substring(end);
    }

    /**
     * True if a column of the table is named outside of its own definition: by a constraint of the
     * table or by another column. That a foreign key refers to it does not count.
     *
     * @param position of its definition, counted from 0
     */
    public boolean usesElsewhere(int position, String column) {
        Span own = definitions.get(position);
        return names.stream()
                .filter(mention -> isColumn(mention, column) && !mention.ofParent())
                .anyMatch(mention -> !own.contains(mention.span()));
    }

    private static boolean isColumn(Mention mention, String column) {
        return mention.column() != null && equal(mention.column(), column);
    }

    private String with(String name, Predicate<Mention> renamed) {
        StringBuilder edited = new StringBuilder();
        int copied = 0;
        for (Mention mention : names) {
            if (renamed.test(mention)) {
                Span span = mention.span();
                edited.append(text, copied, span.start());
                boolean bare = Lexer.isNamePart(text.charAt(span.start())) && isPlain(name);
                append(edited, bare ? name : quote(name));
                copied = span.end();
                if (copied < text.length() && touches(text.charAt(copied))) {
                    edited.append(' ');
                }
            }
        }
        return edited.append(text, copied, text.length()).toString();
    }

    private static void append(StringBuilder edited, String name) {
        if (touches(edited.charAt(edited.length() - 1))) {
            edited.append(' ');
        }
        edited.append(name);
    }

    /** True of what would make one token with a name beside it. */
    private static boolean touches(char c) {
        return c == '"' || c == '\'' || c == '`' || Lexer.isNamePart(c);
    }

    /** True if {@code word} is a name without quotes, whatever stands around it. */
    private static boolean isPlain(String word) {
        Token token = new Lexer(word).next();
        return token.kind() == TokenKind.WORD && token.end() == word.length() && token.start() == 0;
    }

    private static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static boolean equal(String left, String right) {
        return TokenKind.upperCase(left).equals(TokenKind.upperCase(right));
    }
}
