package dev.syncdb.sql.syntax;

import dev.syncdb.error.Incorrect;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The statements of a text, parsed one at a time as they are asked for: a dump of any size takes
 * the memory of its longest statement. Lives for one pass; confined to one thread.
 *
 * <p>A statement that {@link #next} refuses with {@link Incorrect} is passed over, so that a caller
 * may report it and go on with the next one.
 */
public final class Script implements Iterator<Parsed> {
    private final Tokens tokens;

    private Script(String text) {
        tokens = new Tokens(text);
    }

    /** The script {@code text}. */
    public static Script of(String text) {
        return new Script(text);
    }

    @Override
    public boolean hasNext() {
        while (tokens.at(TokenKind.SEMICOLON)) {
            tokens.skip();
        }
        return !tokens.at(TokenKind.END_OF_TEXT);
    }

    /**
     * The next statement. Fails as {@link Sql} does, with lines counted from the beginning of the
     * script.
     */
    @Override
    public Parsed next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the script has no further statement");
        }
        try {
            Token first = tokens.current();
            Statement statement = new StatementParser(tokens).statement();
            String text = tokens.textSince(first.start());
            if (!atEnd()) {
                throw tokens.expected("; or the end of the text");
            }
            return new Parsed(statement, text, first.at());
        } finally {
            while (!atEnd()) {
                tokens.skip();
            }
        }
    }

    private boolean atEnd() {
        return tokens.at(TokenKind.SEMICOLON) || tokens.at(TokenKind.END_OF_TEXT);
    }
}
