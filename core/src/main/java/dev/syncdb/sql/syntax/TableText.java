package dev.syncdb.sql.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a CREATE TABLE, cut where its parts begin and end. Immutable.
 *
 * @param body from the opening parenthesis to the last word
 * @param parts what stands between the commas: the columns, then constraints
 */
public record TableText(String body, List<String> parts) {
    public TableText {
        parts = List.copyOf(parts);
    }

    /**
     * Cuts a statement.
     *
     * @param sql a CREATE TABLE that parses
     */
    public static TableText of(String sql) {
        Tokens tokens = new Tokens(sql);
        while (!tokens.at(TokenKind.LEFT_PAREN)) {
            tokens.take();
        }
        int open = tokens.take().start();
        List<String> parts = new ArrayList<>();
        int start = tokens.current().start();
        int depth = 1;
        while (depth > 0) {
            depth += tokens.at(TokenKind.LEFT_PAREN) ? 1 : 0;
            depth -= tokens.at(TokenKind.RIGHT_PAREN) ? 1 : 0;
            boolean ends = depth == 0 || (depth == 1 && tokens.at(TokenKind.COMMA));
            if (ends) {
                parts.add(tokens.textSince(start));
            }
            tokens.take();
            start = ends ? tokens.current().start() : start;
        }
        while (!tokens.at(TokenKind.END_OF_TEXT) && !tokens.at(TokenKind.SEMICOLON)) {
            tokens.take();
        }
        return new TableText(tokens.textSince(open), parts);
    }

    /** The statement that creates the same table under another name. */
    public String named(String name) {
        return "CREATE TABLE " + Wording.written(name) + " " + body;
    }
}
