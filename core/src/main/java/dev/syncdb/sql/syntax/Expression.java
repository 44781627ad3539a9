package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What yields one value. Immutable; equal if it says the same, wherever it stands.
 *
 * <p>Names are kept as written: the case of ASCII letters does not count, but folding it is the
 * planner's task. No expression is higher than {@link Nesting#DEPTH_MAX}, subqueries included, so a
 * walk may recurse.
 *
 * @see <a href="https://www.sqlite.org/lang_expr.html">SQLite</a>
 */
public sealed interface Expression {
    /** NULL. */
    record NullLiteral() implements Expression {}

    /** TRUE or FALSE: 1 or 0, except that {@code IS TRUE} asks for truth, not for 1. */
    record BooleanLiteral(boolean value) implements Expression {}

    /** A whole number that fits 64 bits. A minus sign before its digits belongs to it. */
    record IntegerLiteral(long value) implements Expression {}

    /**
     * A number with a fraction or exponent, or a whole one that does not fit 64 bits. May be
     * infinite.
     */
    record RealLiteral(double value) implements Expression {}

    /** A text in single quotes, without them. */
    record TextLiteral(String value) implements Expression {}

    /**
     * Bytes.
     *
     * @param hex two upper-case digits for each byte
     */
    record BlobLiteral(String hex) implements Expression {
        /** The bytes, in an array of the caller's own. */
        public byte[] bytes() {
            byte[] bytes = new byte[hex.length() / 2];
            for (int i = 0; i < bytes.length; i++) {
                int high = Character.digit(hex.charAt(2 * i), 16);
                bytes[i] = (byte) ((high << 4) | Character.digit(hex.charAt(2 * i + 1), 16));
            }
            return bytes;
        }
    }

    /** The time at which the statement runs, in UTC, as text. */
    enum Now implements Expression {
        /** {@code YYYY-MM-DD}. */
        CURRENT_DATE,
        /** {@code HH:MM:SS}. */
        CURRENT_TIME,
        /** {@code YYYY-MM-DD HH:MM:SS}. */
        CURRENT_TIMESTAMP
    }

    /** A column of a row at hand; the table is its name or alias, null where none is written. */
    record Column(@Nullable String table, String name, Position at) implements Expression {}

    /**
     * A value given when the statement runs.
     *
     * @param index counted from 1; all parameters of the same name have the same one
     * @param name with the sign that begins it, as in {@code :name}; null for {@code ?} and
     *     {@code ?5}
     */
    record Parameter(int index, @Nullable String name, Position at) implements Expression {}

    /** A sign or NOT before its operand. */
    record Unary(UnaryOperator operator, Expression operand) implements Expression {}

    /** Two operands and the operator between them. */
    record Binary(BinaryOperator operator, Expression left, Expression right)
            implements Expression {}

    /**
     * {@code IS NULL}, {@code ISNULL}, and negated {@code IS NOT NULL}, {@code NOT NULL},
     * {@code NOTNULL}.
     */
    record IsNull(Expression operand, boolean negated) implements Expression {}

    /** {@code operand BETWEEN low AND high}. */
    record Between(Expression operand, Expression low, Expression high, boolean negated)
            implements Expression {}

    /** {@code operand IN (items)}; SQLite also takes an empty list. */
    record InList(Expression operand, List<Expression> items, boolean negated)
            implements Expression {
        public InList {
            items = List.copyOf(items);
        }
    }

    /**
     * {@code operand IN (SELECT ...)}. {@code IN table} is read as {@code IN (SELECT * FROM
     * table)}.
     */
    record InSelect(Expression operand, Select select, boolean negated) implements Expression {}

    /** {@code operand LIKE pattern ESCAPE escape} and its kin. */
    record Like(
            LikeOperator operator,
            Expression operand,
            Expression pattern,
            @Nullable Expression escape,
            boolean negated)
            implements Expression {}

    /** {@code CASE base WHEN ... THEN ... ELSE otherwise END}. */
    record Case(
            @Nullable Expression base,
            List<When> branches,
            @Nullable Expression otherwise) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    /** One branch of a CASE. */
    record When(Expression condition, Expression result) {}

    /** {@code CAST(operand AS type)}. */
    record Cast(Expression operand, TypeName type) implements Expression {}

    /**
     * A call.
     *
     * @param star true for {@code count(*)}, which has no arguments
     * @param filter the condition of FILTER (WHERE ...)
     */
    record Function(
            String name,
            List<Expression> arguments,
            boolean distinct,
            boolean star,
            @Nullable Expression filter,
            Position at)
            implements Expression {
        public Function {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code operand COLLATE collation}. */
    record Collate(Expression operand, String collation, Position at) implements Expression {}

    /** {@code EXISTS (SELECT ...)}. */
    record Exists(Select select) implements Expression {}

    /** A SELECT in parentheses: the first value of its first row, or NULL. */
    record Subquery(Select select) implements Expression {}

    /** What stands before its operand. All but NOT bind more tightly than any binary operator. */
    enum UnaryOperator {
        NOT("NOT"),
        NEGATE("-"),
        PLUS("+"),
        BIT_NOT("~");

        private final String symbol;

        UnaryOperator(String symbol) {
            this.symbol = symbol;
        }

        /** As SQL writes it. */
        public String symbol() {
            return symbol;
        }
    }

    /** What stands between two operands. Operators of one precedence associate to the left. */
    enum BinaryOperator {
        OR("OR", 1),
        AND("AND", 2),
        // 3 is NOT.
        EQUAL("=", 4),
        NOT_EQUAL("<>", 4),
        /** Equality to which NULL is a value; also {@code IS NOT DISTINCT FROM}. */
        IS("IS", 4),
        /** Its negation; also {@code IS DISTINCT FROM}. */
        IS_NOT("IS NOT", 4),
        LESS("<", 5),
        LESS_EQUAL("<=", 5),
        GREATER(">", 5),
        GREATER_EQUAL(">=", 5),
        BIT_AND("&", 6),
        BIT_OR("|", 6),
        SHIFT_LEFT("<<", 6),
        SHIFT_RIGHT(">>", 6),
        ADD("+", 7),
        SUBTRACT("-", 7),
        MULTIPLY("*", 8),
        DIVIDE("/", 8),
        REMAINDER("%", 8),
        CONCAT("||", 9),
        /** A member of a JSON value, as JSON. */
        ARROW("->", 9),
        /** A member of a JSON value, as an SQL value. */
        ARROW_VALUE("->>", 9);
        // 10 is COLLATE.

        private final String symbol;
        private final int precedence;

        BinaryOperator(String symbol, int precedence) {
            this.symbol = symbol;
            this.precedence = precedence;
        }

        /** As SQL writes it. */
        public String symbol() {
            return symbol;
        }

        /** The higher, the more tightly it binds. */
        public int precedence() {
            return precedence;
        }
    }

    /** The ways to compare a text with a pattern. */
    enum LikeOperator {
        LIKE,
        GLOB,
        REGEXP,
        MATCH
    }
}
