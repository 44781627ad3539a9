package dev.syncdb.sql.syntax;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes expressions as SQL: with as few parentheses as the precedences allow, or with all of them.
 * Parsing what it writes gives the expression again.
 */
final class ExpressionText {
    private static final int NOT = 3;
    private static final int EQUALITY = 4;
    private static final int COLLATE = 10;
    private static final int SIGN = 11;
    private static final int OPERAND = 12;

    private final boolean everywhere;

    private ExpressionText(boolean everywhere) {
        this.everywhere = everywhere;
    }

    /** Parentheses only where something else would be meant without them. */
    static String shortest(Expression expression) {
        return new ExpressionText(false).text(expression);
    }

    /** Parentheses around every operand. */
    static String parenthesized(Expression expression) {
        return new ExpressionText(true).text(expression);
    }

    static String of(Select select) {
        return new ExpressionText(false).text(select);
    }

    private String text(Expression e) {
        if (e instanceof Expression.Unary unary) {
            return unary.operator().symbol() + " " + unaryOperand(unary);
        }
        if (e instanceof Expression.Binary binary) {
            int precedence = binary.operator().precedence();
            return at(precedence, binary.left())
                    + " " + binary.operator().symbol() + " "
                    + at(precedence + 1, binary.right());
        }
        if (e instanceof Expression.Collate collate) {
            return at(COLLATE, collate.operand()) + " COLLATE " + name(collate.collation());
        }
        if (e instanceof Expression.IsNull isNull) {
            return at(EQUALITY, isNull.operand()) + (isNull.negated() ? " IS NOT NULL" : " ISNULL");
        }
        if (e instanceof Expression.Between between) {
            return at(EQUALITY, between.operand())
                    + not(between.negated()) + " BETWEEN " + at(EQUALITY, between.low())
                    + " AND " + at(EQUALITY + 1, between.high());
        }
        if (e instanceof Expression.Like like) {
            String escape =
                    like.escape() == null ? "" : " ESCAPE " + at(EQUALITY + 1, like.escape());
            return at(EQUALITY, like.operand())
                    + not(like.negated()) + " " + like.operator() + " "
                    + at(EQUALITY + 1, like.pattern()) + escape;
        }
        if (e instanceof Expression.InList in) {
            return at(EQUALITY, in.operand()) + not(in.negated()) + " IN (" + list(in.items())
                    + ")";
        }
        if (e instanceof Expression.InSelect in) {
            String select = text(in.select());
            return at(EQUALITY, in.operand()) + not(in.negated()) + " IN (" + select + ")";
        }
        return operand(e);
    }

    private String operand(Expression e) {
        if (e instanceof Expression.Case c) {
            String branches = c.branches().stream()
                    .map(when -> " WHEN " + text(when.condition()) + " THEN " + text(when.result()))
                    .collect(Collectors.joining());
            String otherwise = optional(" ELSE ", c.otherwise());
            return "CASE" + optional(" ", c.base()) + branches + otherwise + " END";
        }
        if (e instanceof Expression.Cast cast) {
            return "CAST(" + text(cast.operand()) + " AS " + cast.type().text() + ")";
        }
        if (e instanceof Expression.Function function) {
            String arguments = function.star() ? "*" : list(function.arguments());
            String distinct = function.distinct() ? "DISTINCT " : "";
            @Nullable Expression filter = function.filter();
            return name(function.name())
                    + "(" + distinct + arguments + ")"
                    + (filter == null ? "" : " FILTER (WHERE " + text(filter) + ")");
        }
        if (e instanceof Expression.Exists exists) {
            return "EXISTS (" + text(exists.select()) + ")";
        }
        if (e instanceof Expression.Subquery subquery) {
            return "(" + text(subquery.select()) + ")";
        }
        if (e instanceof Expression.Column column) {
            String table = column.table() == null ? "" : name(column.table()) + ".";
            return table + name(column.name());
        }
        if (e instanceof Expression.Parameter parameter) {
            return parameter.name() == null ? "?" + parameter.index() : parameter.name();
        }
        return literal(e);
    }

    private static String literal(Expression e) {
        if (e instanceof Expression.IntegerLiteral integer) {
            return Long.toString(integer.value());
        }
        if (e instanceof Expression.RealLiteral real) {
            return Double.toString(real.value()).replace("Infinity", "9e999");
        }
        if (e instanceof Expression.TextLiteral text) {
            return "'" + text.value().replace("'", "''") + "'";
        }
        if (e instanceof Expression.BlobLiteral blob) {
            return "X'" + blob.hex() + "'";
        }
        if (e instanceof Expression.BooleanLiteral bool) {
            return bool.value() ? "TRUE" : "FALSE";
        }
        return e instanceof Expression.NullLiteral ? "NULL" : e.toString();
    }

    private String text(Select select) {
        if (select instanceof Select.Values values) {
            return "VALUES "
                    + values.rows().stream()
                            .map(row -> "(" + list(row) + ")")
                            .collect(Collectors.joining(", "));
        }
        if (select instanceof Select.Compound compound) {
            return text(compound.first())
                    + compound.parts().stream()
                            .map(part -> " " + part.operator().name().replace('_', ' ') + " "
                                    + text(part.select()))
                            .collect(Collectors.joining());
        }
        if (select instanceof Select.Ordered ordered) {
            String terms = ordered.orderBy().stream()
                    .map(term -> text(term.expression())
                            + (term.descending() ? " DESC" : "")
                            + (term.nulls() == null ? "" : " NULLS " + term.nulls()))
                    .collect(Collectors.joining(", "));
            return text(ordered.select())
                    + (terms.isEmpty() ? "" : " ORDER BY " + terms)
                    + optional(" LIMIT ", ordered.limit())
                    + optional(" OFFSET ", ordered.offset());
        }
        return core((Select.Core) select);
    }

    private String core(Select.Core core) {
        String results = core.results().stream()
                .map(result -> result instanceof Select.Value value
                        ? text(value.expression())
                                + (value.alias() == null ? "" : " AS " + name(value.alias()))
                        : "*")
                .collect(Collectors.joining(", "));
        Select.@Nullable From from = core.from();
        String table = from == null ? "" : " FROM " + ((Select.TableSource) from.first()).table();
        String groupBy = core.groupBy().isEmpty() ? "" : " GROUP BY " + list(core.groupBy());
        return "SELECT " + (core.distinct() ? "DISTINCT " : "") + results + table
                + optional(" WHERE ", core.where()) + groupBy + optional(" HAVING ", core.having());
    }

    /** A minus sign and digits behind it would be one literal. */
    private String unaryOperand(Expression.Unary unary) {
        Expression operand = unary.operand();
        boolean number = operand instanceof Expression.IntegerLiteral
                || operand instanceof Expression.RealLiteral;
        if (unary.operator() == Expression.UnaryOperator.NEGATE && number) {
            return "(" + text(operand) + ")";
        }
        return at(unary.operator() == Expression.UnaryOperator.NOT ? NOT : SIGN, operand);
    }

    /** {@code e} where something of at least this precedence has to stand. */
    private String at(int precedenceMin, Expression e) {
        String text = text(e);
        return everywhere || precedence(e) < precedenceMin ? "(" + text + ")" : text;
    }

    private static int precedence(Expression e) {
        if (e instanceof Expression.Unary unary) {
            return unary.operator() == Expression.UnaryOperator.NOT ? NOT : SIGN;
        }
        if (e instanceof Expression.Binary binary) {
            return binary.operator().precedence();
        }
        if (e instanceof Expression.Collate) {
            return COLLATE;
        }
        boolean test = e instanceof Expression.IsNull
                || e instanceof Expression.Between
                || e instanceof Expression.Like
                || e instanceof Expression.InList
                || e instanceof Expression.InSelect;
        return test ? EQUALITY : OPERAND;
    }

    private String optional(String before, @Nullable Expression e) {
        return e == null ? "" : before + text(e);
    }

    private String list(List<Expression> items) {
        return items.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private static String not(boolean negated) {
        return negated ? " NOT" : "";
    }

    private static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
