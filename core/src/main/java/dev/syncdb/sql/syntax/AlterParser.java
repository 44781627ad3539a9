package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Statement.Alteration;
import dev.syncdb.sql.syntax.Statement.ColumnDefinition;

import java.util.List;

/**
 * ALTER TABLE.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html">SQLite</a>
 */
final class AlterParser {
    private final Tokens tokens;
    private final SchemaParser definitions;

    AlterParser(Tokens tokens, SchemaParser definitions) {
        this.tokens = tokens;
        this.definitions = definitions;
    }

    Statement alter() {
        tokens.take();
        tokens.expect(TokenKind.TABLE);
        Position at = tokens.current().at();
        String table = tokens.schemaName("a table name");
        return new Statement.AlterTable(table, alteration(), at);
    }

    private Alteration alteration() {
        if (tokens.accept(TokenKind.RENAME)) {
            return rename();
        }
        if (tokens.accept(TokenKind.ADD)) {
            tokens.accept(TokenKind.COLUMN);
            int start = tokens.current().start();
            ColumnDefinition column = definitions.column();
            return new Statement.AddColumn(column, tokens.textSince(start));
        }
        if (tokens.accept(TokenKind.DROP)) {
            tokens.accept(TokenKind.COLUMN);
            Token column = tokens.named("a column name");
            return new Statement.DropColumn(column.text(), column.at());
        }
        if (tokens.accept(TokenKind.REPLACE)) {
            return replace();
        }
        throw tokens.expected("RENAME, ADD or DROP");
    }

    private Alteration replace() {
        List<Integer> sources = tokens.parenthesizedList(this::source);
        tokens.expect(TokenKind.WITH);
        List<String> texts = tokens.list(() -> tokens.expect(TokenKind.TEXT).text());
        return new Statement.ReplaceTable(sources, texts.get(0), texts.subList(1, texts.size()));
    }

    private int source() {
        if (tokens.accept(TokenKind.NULL)) {
            return Statement.ReplaceTable.NEW;
        }
        Token number = tokens.expect(TokenKind.INTEGER);
        try {
            return Integer.parseInt(number.text());
        } catch (NumberFormatException large) {
            throw tokens.wrong(number, "no table has a column " + number.text());
        }
    }

    private Alteration rename() {
        if (tokens.accept(TokenKind.TO)) {
            Token name = tokens.named("a table name");
            return new Statement.RenameTable(name.text(), name.at());
        }
        tokens.accept(TokenKind.COLUMN);
        Token column = tokens.named("a column name");
        tokens.expect(TokenKind.TO);
        String name = tokens.name("a column name");
        return new Statement.RenameColumn(column.text(), name, column.at());
    }
}
