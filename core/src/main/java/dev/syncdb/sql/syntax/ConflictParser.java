package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.jspecify.annotations.Nullable;

/** What is to be done about a broken constraint: OR in a write, ON CONFLICT in a schema. */
final class ConflictParser {
    private final Tokens tokens;

    ConflictParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** {@code OR action}, or null. */
    @Nullable
    ConflictAction or() {
        return tokens.accept(TokenKind.OR) ? action() : null;
    }

    /** {@code ON CONFLICT action}, or null. */
    @Nullable
    ConflictAction onConflict() {
        if (!tokens.accept(TokenKind.ON)) {
            return null;
        }
        tokens.expect(TokenKind.CONFLICT);
        return action();
    }

    private ConflictAction action() {
        ConflictAction action =
                switch (tokens.current().kind()) {
                    case ROLLBACK -> ConflictAction.ROLLBACK;
                    case ABORT -> ConflictAction.ABORT;
                    case FAIL -> ConflictAction.FAIL;
                    case IGNORE -> ConflictAction.IGNORE;
                    case REPLACE -> ConflictAction.REPLACE;
                    default -> throw tokens.expected("ROLLBACK, ABORT, FAIL, IGNORE or REPLACE");
                };
        tokens.take();
        return action;
    }
}
