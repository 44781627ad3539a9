package dev.syncdb.sql.syntax;

import dev.syncdb.sql.syntax.Expression.BinaryOperator;
import dev.syncdb.sql.syntax.Expression.LikeOperator;
import dev.syncdb.sql.syntax.Expression.UnaryOperator;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Operators and what stands around them, by climbing the precedences: a part is read together with
 * all operators behind it that bind at least as tightly as asked for. What operators connect is
 * {@link OperandParser}'s.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html">SQLite, section 2</a>
 */
final class ExpressionParser {
    private static final int ANY = 0;

    /** Of =, IS, IN, LIKE, BETWEEN and their kin. */
    private static final int EQUALITY = BinaryOperator.EQUAL.precedence();

    private static final int ABOVE_AND = BinaryOperator.AND.precedence() + 1;
    private static final int ABOVE_EQUALITY = EQUALITY + 1;
    private static final int COLLATE = BinaryOperator.CONCAT.precedence() + 1;

    private static final Map<TokenKind, BinaryOperator> BINARY = new EnumMap<>(TokenKind.class);

    // IS is not among them: it begins several operators.
    static {
        BINARY.put(TokenKind.OR, BinaryOperator.OR);
        BINARY.put(TokenKind.AND, BinaryOperator.AND);
        BINARY.put(TokenKind.EQUAL, BinaryOperator.EQUAL);
        BINARY.put(TokenKind.NOT_EQUAL, BinaryOperator.NOT_EQUAL);
        BINARY.put(TokenKind.LESS, BinaryOperator.LESS);
        BINARY.put(TokenKind.LESS_EQUAL, BinaryOperator.LESS_EQUAL);
        BINARY.put(TokenKind.GREATER, BinaryOperator.GREATER);
        BINARY.put(TokenKind.GREATER_EQUAL, BinaryOperator.GREATER_EQUAL);
        BINARY.put(TokenKind.AMPERSAND, BinaryOperator.BIT_AND);
        BINARY.put(TokenKind.BAR, BinaryOperator.BIT_OR);
        BINARY.put(TokenKind.SHIFT_LEFT, BinaryOperator.SHIFT_LEFT);
        BINARY.put(TokenKind.SHIFT_RIGHT, BinaryOperator.SHIFT_RIGHT);
        BINARY.put(TokenKind.PLUS, BinaryOperator.ADD);
        BINARY.put(TokenKind.MINUS, BinaryOperator.SUBTRACT);
        BINARY.put(TokenKind.STAR, BinaryOperator.MULTIPLY);
        BINARY.put(TokenKind.SLASH, BinaryOperator.DIVIDE);
        BINARY.put(TokenKind.PERCENT, BinaryOperator.REMAINDER);
        BINARY.put(TokenKind.CONCAT, BinaryOperator.CONCAT);
        BINARY.put(TokenKind.ARROW, BinaryOperator.ARROW);
        BINARY.put(TokenKind.ARROW_VALUE, BinaryOperator.ARROW_VALUE);
    }

    private static final Map<TokenKind, LikeOperator> LIKE = new EnumMap<>(Map.of(
            TokenKind.LIKE, LikeOperator.LIKE,
            TokenKind.GLOB, LikeOperator.GLOB,
            TokenKind.REGEXP, LikeOperator.REGEXP,
            TokenKind.MATCH, LikeOperator.MATCH));

    private final Tokens tokens;
    private final Nesting nesting;
    private final Supplier<Select> select;
    private final OperandParser operands;

    /** {@code select} reads a subquery. */
    ExpressionParser(Tokens tokens, Nesting nesting, Supplier<Select> select) {
        this.tokens = tokens;
        this.nesting = nesting;
        this.select = select;
        this.operands = new OperandParser(tokens, nesting, this::expression, select);
    }

    /** An expression, up to the first token that does not continue it. */
    Expression expression() {
        return operation(ANY);
    }

    /** The expression behind {@code keyword}, or null where that does not stand. */
    @Nullable
    Expression optional(TokenKind keyword) {
        return tokens.accept(keyword) ? expression() : null;
    }

    /** A literal or an expression in parentheses, before which a sign may stand. */
    Expression term() {
        int outside = nesting.enter();
        Expression term = prefix();
        nesting.leave(outside);
        return term;
    }

    private Expression operation(int precedenceMin) {
        int outside = nesting.enter();
        Expression left = prefix();
        @Nullable Expression longer = extended(left, precedenceMin);
        while (longer != null) {
            nesting.grow();
            left = longer;
            longer = extended(left, precedenceMin);
        }
        nesting.leave(outside);
        return left;
    }

    private Expression prefix() {
        return switch (tokens.current().kind()) {
            case NOT -> not();
            case MINUS -> minus();
            case PLUS -> signed(UnaryOperator.PLUS);
            case TILDE -> signed(UnaryOperator.BIT_NOT);
            default -> operands.operand();
        };
    }

    private Expression not() {
        tokens.take();
        Expression operand = operation(EQUALITY);
        nesting.grow();
        return new Expression.Unary(UnaryOperator.NOT, operand);
    }

    /** Digits behind the sign are one literal with it: the least integer is one only so. */
    private Expression minus() {
        TokenKind next = tokens.second().kind();
        if (next == TokenKind.INTEGER || next == TokenKind.REAL) {
            tokens.take();
            return operands.negativeNumber();
        }
        return signed(UnaryOperator.NEGATE);
    }

    private Expression signed(UnaryOperator operator) {
        tokens.take();
        int outside = nesting.enter();
        Expression operand = prefix();
        nesting.grow();
        nesting.leave(outside);
        return new Expression.Unary(operator, operand);
    }

    /**
     * {@code left} with the operator behind it and what that needs, or null if none binds tightly
     * enough.
     */
    private @Nullable Expression extended(Expression left, int precedenceMin) {
        TokenKind kind = tokens.current().kind();
        @Nullable BinaryOperator operator = BINARY.get(kind);
        if (operator != null) {
            if (operator.precedence() < precedenceMin) {
                return null;
            }
            tokens.take();
            Expression right = operation(operator.precedence() + 1);
            return new Expression.Binary(operator, left, right);
        }
        if (kind == TokenKind.COLLATE) {
            return precedenceMin <= COLLATE ? collate(left) : null;
        }
        return precedenceMin <= EQUALITY ? tested(left) : null;
    }

    private Expression collate(Expression operand) {
        tokens.take();
        Position at = tokens.current().at();
        return new Expression.Collate(operand, tokens.name("the name of a collation"), at);
    }

    private @Nullable Expression tested(Expression operand) {
        if (!tokens.at(TokenKind.NOT)) {
            return tested(operand, false);
        }
        TokenKind next = tokens.second().kind();
        if (next == TokenKind.NULL) {
            tokens.take();
            tokens.take();
            return new Expression.IsNull(operand, true);
        }
        if (next == TokenKind.IN || next == TokenKind.BETWEEN || LIKE.containsKey(next)) {
            tokens.take();
            return tested(operand, true);
        }
        return null;
    }

    private @Nullable Expression tested(Expression operand, boolean negated) {
        TokenKind kind = tokens.current().kind();
        @Nullable LikeOperator like = LIKE.get(kind);
        if (like != null) {
            return like(like, operand, negated);
        }
        return switch (kind) {
            case IS -> is(operand);
            case ISNULL, NOTNULL -> {
                tokens.take();
                yield new Expression.IsNull(operand, kind == TokenKind.NOTNULL);
            }
            case IN -> in(operand, negated);
            case BETWEEN -> between(operand, negated);
            default -> null;
        };
    }

    private Expression like(LikeOperator operator, Expression operand, boolean negated) {
        tokens.take();
        Expression pattern = operation(ABOVE_EQUALITY);
        @Nullable
        Expression escape = tokens.accept(TokenKind.ESCAPE) ? operation(ABOVE_EQUALITY) : null;
        return new Expression.Like(operator, operand, pattern, escape, negated);
    }

    private Expression is(Expression left) {
        tokens.take();
        boolean negated = tokens.accept(TokenKind.NOT);
        if (tokens.accept(TokenKind.DISTINCT)) {
            tokens.expect(TokenKind.FROM);
            negated = !negated;
        }
        Expression right = operation(ABOVE_EQUALITY);
        if (right instanceof Expression.NullLiteral) {
            return new Expression.IsNull(left, negated);
        }
        BinaryOperator operator = negated ? BinaryOperator.IS_NOT : BinaryOperator.IS;
        return new Expression.Binary(operator, left, right);
    }

    private Expression between(Expression operand, boolean negated) {
        tokens.take();
        Expression low = operation(ABOVE_AND);
        tokens.expect(TokenKind.AND);
        Expression high = operation(ABOVE_EQUALITY);
        return new Expression.Between(operand, low, high, negated);
    }

    private Expression in(Expression operand, boolean negated) {
        tokens.take();
        if (!tokens.at(TokenKind.LEFT_PAREN)) {
            return new Expression.InSelect(operand, wholeTable(), negated);
        }
        tokens.take();
        Expression in;
        if (SelectParser.begins(tokens.current().kind())) {
            in = new Expression.InSelect(operand, select.get(), negated);
        } else if (tokens.at(TokenKind.RIGHT_PAREN)) {
            in = new Expression.InList(operand, List.of(), negated);
        } else {
            in = new Expression.InList(operand, tokens.list(this::expression), negated);
        }
        tokens.expect(TokenKind.RIGHT_PAREN);
        return in;
    }

    private Select wholeTable() {
        Position at = tokens.current().at();
        String table = tokens.schemaName("a list, SELECT or table");
        Select.Source source = new Select.TableSource(table, null, at);
        return new Select.Core(
                false,
                List.of(new Select.Star(null, at)),
                new Select.From(source, List.of()),
                null,
                List.of(),
                null);
    }
}
