package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Statement.ConflictAction;
import dev.syncdb.sql.syntax.Statement.Constraint;
import dev.syncdb.sql.syntax.Statement.ConstraintName;
import dev.syncdb.sql.syntax.Statement.ReferenceAction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Constraints of columns and tables. */
final class ConstraintParser {
    private final Tokens tokens;
    private final SelectParser selects;
    private final ExpressionParser expressions;
    private final ConflictParser conflicts;

    ConstraintParser(Tokens tokens, SelectParser selects) {
        this.tokens = tokens;
        this.selects = selects;
        this.expressions = selects.expressions();
        this.conflicts = new ConflictParser(tokens);
    }

    /** All that stand in the definition of {@code column}. */
    List<Constraint> ofColumn(Token column) {
        List<Constraint> constraints = new ArrayList<>();
        while (beginsOfColumn(tokens.current().kind())) {
            addOfColumn(constraints, column, names());
        }
        return constraints;
    }

    /** True if a constraint of a table begins so, and no column. */
    boolean beginsOfTable(TokenKind kind) {
        return switch (kind) {
            case CONSTRAINT, PRIMARY, UNIQUE, CHECK, FOREIGN -> true;
            default -> false;
        };
    }

    /** One constraint of a table. */
    Constraint ofTable() {
        List<ConstraintName> names = names();
        return switch (tokens.current().kind()) {
            case PRIMARY -> {
                keyWords();
                yield primaryKeyOfTable(names);
            }
            case UNIQUE -> {
                tokens.take();
                List<Select.Ordering> columns = parenthesizedOrderings();
                yield new Statement.Unique(names, columns, conflicts.onConflict());
            }
            case CHECK -> check(names);
            case FOREIGN -> {
                tokens.take();
                tokens.expect(TokenKind.KEY);
                yield foreignKey(names, tokens.parenthesizedList(this::column));
            }
            case COMMA, RIGHT_PAREN -> new Statement.LooseNames(names);
            default -> throw tokens.expected("a constraint");
        };
    }

    /** What stands from the current token on, as an expression and its text. */
    Statement.Excerpt excerpt() {
        int start = tokens.current().start();
        Expression expression = expressions.expression();
        return new Statement.Excerpt(expression, tokens.textSince(start));
    }

    private static boolean beginsOfColumn(TokenKind kind) {
        return switch (kind) {
            case CONSTRAINT, PRIMARY, NOT, NULL, UNIQUE, CHECK, DEFAULT, COLLATE -> true;
            case REFERENCES, GENERATED, AS -> true;
            default -> false;
        };
    }

    /** SQLite takes any number of names, and none of them needs to be followed by anything. */
    private List<ConstraintName> names() {
        List<ConstraintName> names = new ArrayList<>();
        while (tokens.accept(TokenKind.CONSTRAINT)) {
            Position at = tokens.current().at();
            names.add(new ConstraintName(tokens.name("a constraint name"), at));
        }
        return names;
    }

    private String column() {
        return tokens.mentions().column(tokens.named("a column name"));
    }

    private String parentColumn(String parent) {
        return tokens.mentions().parentColumn(parent, tokens.named("a column name"));
    }

    private void addOfColumn(
            List<Constraint> constraints, Token column, List<ConstraintName> names) {
        Constraint named = namedOfColumn(column, names);
        if (named != null) {
            constraints.add(named);
            return;
        }
        if (!names.isEmpty()) {
            constraints.add(new Statement.LooseNames(names));
        }
        Constraint nameless = namelessOfColumn();
        if (nameless != null) {
            constraints.add(nameless);
        }
    }

    /** A constraint that is known by its name, or null if none stands here. */
    private @Nullable Constraint namedOfColumn(Token column, List<ConstraintName> names) {
        return switch (tokens.current().kind()) {
            case PRIMARY -> {
                keyWords();
                yield primaryKeyOfColumn(column, names);
            }
            case NOT -> {
                tokens.take();
                tokens.expect(TokenKind.NULL);
                yield new Statement.NotNull(names, conflicts.onConflict());
            }
            case UNIQUE -> {
                tokens.take();
                List<Select.Ordering> columns = List.of(ordering(column, false));
                yield new Statement.Unique(names, columns, conflicts.onConflict());
            }
            case CHECK -> check(names);
            case REFERENCES -> foreignKey(names, List.of(column.text()));
            default -> null;
        };
    }

    /** Any other, or null for the word NULL, which constrains nothing, and for nothing at all. */
    private @Nullable Constraint namelessOfColumn() {
        return switch (tokens.current().kind()) {
            case NULL -> {
                tokens.take();
                conflicts.onConflict();
                yield null;
            }
            case DEFAULT -> defaultOf();
            case COLLATE -> collation();
            case GENERATED, AS -> generated();
            default -> null;
        };
    }

    private void keyWords() {
        tokens.take();
        tokens.expect(TokenKind.KEY);
    }

    private Constraint primaryKeyOfColumn(Token column, List<ConstraintName> names) {
        boolean descending = tokens.accept(TokenKind.DESC);
        if (!descending) {
            tokens.accept(TokenKind.ASC);
        }
        @Nullable ConflictAction conflict = conflicts.onConflict();
        boolean autoincrement = tokens.accept(TokenKind.AUTOINCREMENT);
        List<Select.Ordering> columns = List.of(ordering(column, descending));
        return new Statement.PrimaryKey(names, columns, autoincrement, conflict);
    }

    private Constraint primaryKeyOfTable(List<ConstraintName> names) {
        tokens.expect(TokenKind.LEFT_PAREN);
        List<Select.Ordering> columns = selects.orderings();
        boolean autoincrement = tokens.accept(TokenKind.AUTOINCREMENT);
        tokens.expect(TokenKind.RIGHT_PAREN);
        return new Statement.PrimaryKey(names, columns, autoincrement, conflicts.onConflict());
    }

    private static Select.Ordering ordering(Token column, boolean descending) {
        Expression name = new Expression.Column(null, column.text(), column.at());
        return new Select.Ordering(name, descending, null);
    }

    private List<Select.Ordering> parenthesizedOrderings() {
        tokens.expect(TokenKind.LEFT_PAREN);
        List<Select.Ordering> columns = selects.orderings();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return columns;
    }

    private Constraint check(List<ConstraintName> names) {
        tokens.take();
        Statement.Excerpt condition = parenthesizedExcerpt();
        // SQLite reads an ON CONFLICT here and does nothing with it.
        conflicts.onConflict();
        return new Statement.Check(names, condition);
    }

    private Statement.Excerpt parenthesizedExcerpt() {
        tokens.expect(TokenKind.LEFT_PAREN);
        Statement.Excerpt excerpt = excerpt();
        tokens.expect(TokenKind.RIGHT_PAREN);
        return excerpt;
    }

    private Constraint defaultOf() {
        tokens.take();
        int start = tokens.current().start();
        return switch (tokens.current().kind()) {
            case LEFT_PAREN -> new Statement.Default(parenthesizedExcerpt());
            case PLUS, MINUS, INTEGER, REAL, TEXT, BLOB, NULL -> literal(start);
            case TRUE, FALSE, CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP -> literal(start);
            default -> {
                // A bare name is a text to SQLite.
                String word = tokens.name("a literal or an expression in parentheses");
                String text = "'" + word.replace("'", "''") + "'";
                Expression value = new Expression.TextLiteral(word);
                yield new Statement.Default(new Statement.Excerpt(value, text));
            }
        };
    }

    private Constraint literal(int start) {
        Expression value = expressions.term();
        return new Statement.Default(new Statement.Excerpt(value, tokens.textSince(start)));
    }

    private Constraint collation() {
        tokens.take();
        Position at = tokens.current().at();
        return new Statement.Collation(tokens.name("the name of a collation"), at);
    }

    private Constraint generated() {
        if (tokens.accept(TokenKind.GENERATED)) {
            tokens.expect(TokenKind.ALWAYS);
        }
        tokens.expect(TokenKind.AS);
        Statement.Excerpt value = parenthesizedExcerpt();
        boolean stored = tokens.accept(TokenKind.STORED);
        if (!stored) {
            tokens.accept(TokenKind.VIRTUAL);
        }
        return new Statement.Generated(value, stored);
    }

    private Constraint foreignKey(List<ConstraintName> names, List<String> columns) {
        tokens.expect(TokenKind.REFERENCES);
        Position at = tokens.current().at();
        String parent = tokens.mentions().parent(tokens.named("a table name"));
        List<String> parentColumns = tokens.at(TokenKind.LEFT_PAREN)
                ? tokens.parenthesizedList(() -> parentColumn(parent))
                : List.of();
        ReferenceAction onDelete = ReferenceAction.NO_ACTION;
        ReferenceAction onUpdate = ReferenceAction.NO_ACTION;
        while (tokens.at(TokenKind.ON) || tokens.at(TokenKind.MATCH)) {
            if (tokens.accept(TokenKind.MATCH)) {
                tokens.name("FULL, PARTIAL or SIMPLE");
                continue;
            }
            tokens.take();
            if (tokens.accept(TokenKind.UPDATE)) {
                onUpdate = referenceAction();
            } else {
                tokens.expect(TokenKind.DELETE);
                onDelete = referenceAction();
            }
        }
        return new Statement.ForeignKey(
                names, columns, parent, parentColumns, onDelete, onUpdate, deferred(), at);
    }

    private ReferenceAction referenceAction() {
        ReferenceAction action =
                switch (tokens.current().kind()) {
                    case CASCADE -> ReferenceAction.CASCADE;
                    case RESTRICT -> ReferenceAction.RESTRICT;
                    case NO -> {
                        tokens.take();
                        yield ReferenceAction.NO_ACTION;
                    }
                    case SET -> {
                        tokens.take();
                        yield tokens.at(TokenKind.NULL)
                                ? ReferenceAction.SET_NULL
                                : ReferenceAction.SET_DEFAULT;
                    }
                    default ->
                        throw tokens.expected(
                                "CASCADE, RESTRICT, NO ACTION, SET NULL or SET DEFAULT");
                };
        tokens.expect(lastWord(action));
        return action;
    }

    private static TokenKind lastWord(ReferenceAction action) {
        return switch (action) {
            case CASCADE -> TokenKind.CASCADE;
            case RESTRICT -> TokenKind.RESTRICT;
            case NO_ACTION -> TokenKind.ACTION;
            case SET_NULL -> TokenKind.NULL;
            case SET_DEFAULT -> TokenKind.DEFAULT;
        };
    }

    /** NOT is left alone where it begins NOT NULL. */
    private boolean deferred() {
        boolean never = tokens.at(TokenKind.NOT, TokenKind.DEFERRABLE);
        if (never) {
            tokens.take();
        }
        if (!tokens.accept(TokenKind.DEFERRABLE) || !tokens.accept(TokenKind.INITIALLY)) {
            return false;
        }
        if (tokens.accept(TokenKind.DEFERRED)) {
            return !never;
        }
        tokens.expect(TokenKind.IMMEDIATE);
        return false;
    }
}
