package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Statement.Locking;

/**
 * One statement of any kind; transactions and pragmas are its own. Reads one statement and is then
 * used up.
 */
final class StatementParser {
    private final Tokens tokens;
    private final SelectParser selects;

    StatementParser(Tokens tokens) {
        this.tokens = tokens;
        this.selects = new SelectParser(tokens, new Nesting(tokens));
        tokens.beginStatement();
    }

    /** The statement that begins at the current token, without a semicolon behind it. */
    Statement statement() {
        TokenKind kind = tokens.current().kind();
        return switch (kind) {
            case SELECT, VALUES, WITH -> new Statement.Query(selects.select());
            case INSERT, REPLACE -> new WriteParser(tokens, selects).insert();
            case UPDATE -> new WriteParser(tokens, selects).update();
            case DELETE -> new WriteParser(tokens, selects).delete();
            case CREATE -> new SchemaParser(tokens, selects).create();
            case DROP -> new SchemaParser(tokens, selects).drop();
            case ALTER -> new AlterParser(tokens, new SchemaParser(tokens, selects)).alter();
            case BEGIN, COMMIT, END, ROLLBACK, SAVEPOINT, RELEASE -> transaction(kind);
            case PRAGMA -> pragma();
            case ANALYZE, ATTACH, DETACH, EXPLAIN, REINDEX, VACUUM ->
                throw tokens.unsupported(tokens.current(), kind.text());
            default -> {
                if (!ExpectParser.begins(tokens)) {
                    throw tokens.expected("a statement");
                }
                yield new ExpectParser(tokens).expect();
            }
        };
    }

    /** An expression instead of a statement. */
    Expression expression() {
        return selects.expressions().expression();
    }

    private Statement transaction(TokenKind kind) {
        tokens.take();
        return switch (kind) {
            case BEGIN -> begin();
            case ROLLBACK -> rollback();
            case SAVEPOINT -> new Statement.Savepoint(savepoint());
            case RELEASE -> {
                tokens.accept(TokenKind.SAVEPOINT);
                yield new Statement.Release(savepoint());
            }
            default -> {
                transactionName();
                yield new Statement.Commit();
            }
        };
    }

    private Statement begin() {
        Locking locking = Locking.DEFERRED;
        if (tokens.accept(TokenKind.IMMEDIATE)) {
            locking = Locking.IMMEDIATE;
        } else if (tokens.accept(TokenKind.EXCLUSIVE)) {
            locking = Locking.EXCLUSIVE;
        } else {
            tokens.accept(TokenKind.DEFERRED);
        }
        transactionName();
        return new Statement.Begin(locking);
    }

    private Statement rollback() {
        transactionName();
        if (!tokens.accept(TokenKind.TO)) {
            return new Statement.Rollback(null);
        }
        tokens.accept(TokenKind.SAVEPOINT);
        return new Statement.Rollback(savepoint());
    }

    private String savepoint() {
        return tokens.name("a savepoint name");
    }

    /** SQLite takes a name here and does nothing with it. */
    private void transactionName() {
        if (tokens.accept(TokenKind.TRANSACTION) && tokens.current().kind().isName()) {
            tokens.take();
        }
    }

    private Statement pragma() {
        tokens.take();
        Position at = tokens.current().at();
        String name = tokens.schemaName("the name of a pragma");
        if (tokens.accept(TokenKind.EQUAL)) {
            return new Statement.Pragma(name, pragmaValue(), at);
        }
        if (!tokens.accept(TokenKind.LEFT_PAREN)) {
            return new Statement.Pragma(name, null, at);
        }
        String value = pragmaValue();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Statement.Pragma(name, value, at);
    }

    private String pragmaValue() {
        return switch (tokens.current().kind()) {
            case PLUS, MINUS -> tokens.take().text() + number();
            case INTEGER, REAL -> number();
            case ON, DELETE, DEFAULT -> tokens.take().text();
            default -> tokens.name("a value");
        };
    }

    private String number() {
        if (!tokens.at(TokenKind.INTEGER) && !tokens.at(TokenKind.REAL)) {
            throw tokens.expected("a number");
        }
        return tokens.take().text();
    }
}
