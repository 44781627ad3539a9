package dev.syncdb.sql.syntax;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a piece of SQL says, apart from how it is written: white space, comments, quotes around
 * names and the case of keywords are no part of it. Pure.
 */
public final class Wording {
    /** Words that stand for a value, and in quotes for a column. */
    private static final Set<TokenKind> VALUES = EnumSet.of(
            TokenKind.TRUE,
            TokenKind.FALSE,
            TokenKind.CURRENT_DATE,
            TokenKind.CURRENT_TIME,
            TokenKind.CURRENT_TIMESTAMP);

    private Wording() {}

    /**
     * The form that all ways to write {@code sql} share. Is itself such a way.
     *
     * @param names makes of each name, but those of functions, what is written in its place
     */
    public static String of(String sql, UnaryOperator<String> names) {
        StringBuilder wording = new StringBuilder();
        Lexer lexer = new Lexer(sql);
        Token token = lexer.next();
        while (token.kind() != TokenKind.END_OF_TEXT) {
            Token next = lexer.next();
            wording.append(wording.length() == 0 ? "" : " ");
            wording.append(isName(token, next) ? quoted(names.apply(token.text())) : word(token));
            token = next;
        }
        return wording.toString();
    }

    /** The names that {@code sql} mentions, but those of functions. */
    public static Set<String> names(String sql) {
        Set<String> mentioned = new LinkedHashSet<>();
        of(sql, name -> {
            mentioned.add(name);
            return name;
        });
        return mentioned;
    }

    /** The name as SQL takes it: in quotes where it needs them. */
    public static String written(String name) {
        Token token = new Lexer(name).next();
        boolean plain = token.kind() == TokenKind.WORD && token.text().equals(name);
        return plain ? name : quoted(name);
    }

    private static boolean isName(Token token, Token next) {
        boolean called = next.kind() == TokenKind.LEFT_PAREN;
        return token.kind().isName() && !called && !VALUES.contains(token.kind());
    }

    private static String word(Token token) {
        return switch (token.kind()) {
            case TEXT -> "'" + token.text().replace("'", "''") + "'";
            case BLOB -> "x'" + token.text() + "'";
            case PARAMETER, ILLEGAL -> token.text();
            case WORD, QUOTED_NAME, INTEGER, REAL -> TokenKind.upperCase(token.text());
            default -> token.kind().text();
        };
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
