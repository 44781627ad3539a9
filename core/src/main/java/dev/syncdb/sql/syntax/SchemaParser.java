package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Statement.ColumnDefinition;
import dev.syncdb.sql.syntax.Statement.Constraint;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** CREATE and DROP, of tables and indexes, and the definition of a column. */
final class SchemaParser {
    private final Tokens tokens;
    private final SelectParser selects;
    private final ConstraintParser constraints;
    private final TypeParser types;

    SchemaParser(Tokens tokens, SelectParser selects) {
        this.tokens = tokens;
        this.selects = selects;
        this.constraints = new ConstraintParser(tokens, selects);
        this.types = new TypeParser(tokens);
    }

    Statement create() {
        tokens.take();
        boolean temporary = tokens.accept(TokenKind.TEMP) || tokens.accept(TokenKind.TEMPORARY);
        Token what = tokens.current();
        return switch (what.kind()) {
            case TABLE -> createTable(temporary);
            case UNIQUE, INDEX -> {
                if (temporary) {
                    throw tokens.expected("TABLE");
                }
                yield createIndex();
            }
            case TRIGGER -> {
                skipTrigger();
                throw tokens.unsupported(what, "CREATE TRIGGER");
            }
            case VIEW, VIRTUAL ->
                throw tokens.unsupported(what, "CREATE " + what.kind().text());
            default -> throw tokens.expected("TABLE or INDEX");
        };
    }

    Statement drop() {
        tokens.take();
        Token what = tokens.current();
        return switch (what.kind()) {
            case TABLE -> {
                boolean ifExists = ifExists();
                Position at = tokens.current().at();
                yield new Statement.DropTable(tokens.schemaName("a table name"), ifExists, at);
            }
            case INDEX -> {
                boolean ifExists = ifExists();
                Position at = tokens.current().at();
                yield new Statement.DropIndex(tokens.schemaName("an index name"), ifExists, at);
            }
            case VIEW, TRIGGER ->
                throw tokens.unsupported(what, "DROP " + what.kind().text());
            default -> throw tokens.expected("TABLE or INDEX");
        };
    }

    private boolean ifExists() {
        tokens.take();
        if (!tokens.at(TokenKind.IF, TokenKind.EXISTS)) {
            return false;
        }
        tokens.take();
        tokens.take();
        return true;
    }

    private boolean ifNotExists() {
        if (!tokens.at(TokenKind.IF, TokenKind.NOT)) {
            return false;
        }
        tokens.take();
        tokens.take();
        tokens.expect(TokenKind.EXISTS);
        return true;
    }

    private Statement createTable(boolean temporary) {
        tokens.take();
        boolean ifNotExists = ifNotExists();
        Position at = tokens.current().at();
        String name = tokens.mentions().subject(tokens.schemaNamed("a table name"));
        if (tokens.at(TokenKind.AS)) {
            throw tokens.unsupported(tokens.current(), "CREATE TABLE AS");
        }
        tokens.expect(TokenKind.LEFT_PAREN);
        List<ColumnDefinition> columns = new ArrayList<>();
        List<Constraint> ofTable = List.of();
        do {
            if (!columns.isEmpty() && atTableConstraint()) {
                ofTable = tableConstraints();
            } else {
                columns.add(column());
            }
        } while (ofTable.isEmpty() && tokens.accept(TokenKind.COMMA));
        tokens.expect(TokenKind.RIGHT_PAREN);
        Set<TokenKind> options = tableOptions();
        boolean withoutRowid = options.contains(TokenKind.WITHOUT);
        boolean strict = options.contains(TokenKind.STRICT);
        return new Statement.CreateTable(
                name, temporary, ifNotExists, columns, ofTable, withoutRowid, strict, at);
    }

    /** The first words of the options behind a table. */
    private Set<TokenKind> tableOptions() {
        Set<TokenKind> options = EnumSet.noneOf(TokenKind.class);
        if (tokens.at(TokenKind.STRICT) || tokens.at(TokenKind.WITHOUT)) {
            options.addAll(tokens.list(this::tableOption));
        }
        return options;
    }

    private TokenKind tableOption() {
        if (tokens.accept(TokenKind.STRICT)) {
            return TokenKind.STRICT;
        }
        tokens.expect(TokenKind.WITHOUT);
        tokens.expect(TokenKind.ROWID);
        return TokenKind.WITHOUT;
    }

    private boolean atTableConstraint() {
        return constraints.beginsOfTable(tokens.current().kind());
    }

    /** SQLite lets the comma between two of them be left out. */
    private List<Constraint> tableConstraints() {
        List<Constraint> ofTable = new ArrayList<>();
        do {
            ofTable.add(constraints.ofTable());
        } while (tokens.accept(TokenKind.COMMA) || atTableConstraint());
        return ofTable;
    }

    /** The definition of one column. */
    ColumnDefinition column() {
        Token first = tokens.named("a column name");
        String name = tokens.mentions().column(first);
        TypeName type = types.type();
        List<Constraint> own = constraints.ofColumn(first);
        tokens.mentions().definition(first.start(), tokens.takenEnd());
        return new ColumnDefinition(name, type, own, first.at());
    }

    private Statement createIndex() {
        boolean unique = tokens.accept(TokenKind.UNIQUE);
        tokens.expect(TokenKind.INDEX);
        boolean ifNotExists = ifNotExists();
        Position at = tokens.current().at();
        String name = tokens.schemaName("an index name");
        tokens.expect(TokenKind.ON);
        String table = tokens.mentions().subject(tokens.named("a table name"));
        tokens.expect(TokenKind.LEFT_PAREN);
        List<Select.Ordering> columns = selects.orderings();
        tokens.expect(TokenKind.RIGHT_PAREN);
        Statement.@Nullable Excerpt where =
                tokens.accept(TokenKind.WHERE) ? constraints.excerpt() : null;
        return new Statement.CreateIndex(name, unique, ifNotExists, table, columns, where, at);
    }

    /** To the END of its body, whose statements end with semicolons of their own. */
    private void skipTrigger() {
        while (!tokens.at(TokenKind.END_OF_TEXT)
                && !tokens.at(TokenKind.SEMICOLON, TokenKind.END)) {
            tokens.take();
        }
        tokens.accept(TokenKind.SEMICOLON);
    }
}
