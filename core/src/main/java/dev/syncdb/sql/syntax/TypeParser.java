package dev.syncdb.sql.syntax;

import java.util.ArrayList;
import java.util.List;

/** The type of a column or CAST. */
final class TypeParser {
    private final Tokens tokens;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A type, or {@link TypeName#NONE}. */
    TypeName type() {
        List<String> words = new ArrayList<>();
        while (tokens.current().kind().isAlias() && !atGenerated()) {
            words.add(tokens.take().text());
        }
        boolean sized = !words.isEmpty() && tokens.accept(TokenKind.LEFT_PAREN);
        if (!sized) {
            return words.isEmpty() ? TypeName.NONE : new TypeName(words, List.of());
        }
        List<String> sizes = new ArrayList<>();
        sizes.add(size());
        if (tokens.accept(TokenKind.COMMA)) {
            sizes.add(size());
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new TypeName(words, sizes);
    }

    /**
     * GENERATED is no reserved word. As SQLite does, take it for a word of the type unless ALWAYS
     * follows.
     */
    private boolean atGenerated() {
        return tokens.at(TokenKind.GENERATED, TokenKind.ALWAYS);
    }

    private String size() {
        String sign = "";
        if (tokens.at(TokenKind.PLUS) || tokens.at(TokenKind.MINUS)) {
            sign = tokens.take().text();
        }
        if (!tokens.at(TokenKind.INTEGER) && !tokens.at(TokenKind.REAL)) {
            throw tokens.expected("a number");
        }
        return sign + tokens.take().text();
    }
}
