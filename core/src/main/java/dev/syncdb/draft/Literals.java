package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.value.Affinity;

/** What a column holds where nobody says what. Pure. */
final class Literals {
    private Literals() {}

    /** True if the column has no default value, or NULL. */
    static boolean isNull(Column column) {
        Formula value = column.defaultValue();
        return value == null || parsed(value) instanceof Expression.NullLiteral;
    }

    /** True if the default value is the same for every row, whenever it is asked for. */
    static boolean isConstant(Column column) {
        Formula value = column.defaultValue();
        return value == null || isLiteral(parsed(value));
    }

    /** What a NOT NULL column holds instead of NULL: its default value, or nothing and no more. */
    static String instead(Column column) {
        Formula value = column.defaultValue();
        return value == null || isNull(column) ? zero(column.type().affinity()) : value.sql();
    }

    private static boolean isLiteral(Expression value) {
        return value instanceof Expression.NullLiteral
                || value instanceof Expression.BooleanLiteral
                || value instanceof Expression.IntegerLiteral
                || value instanceof Expression.RealLiteral
                || value instanceof Expression.TextLiteral
                || value instanceof Expression.BlobLiteral
                || (value instanceof Expression.Unary unary && isSigned(unary));
    }

    private static boolean isSigned(Expression.Unary unary) {
        boolean sign = unary.operator() == Expression.UnaryOperator.NEGATE
                || unary.operator() == Expression.UnaryOperator.PLUS;
        return sign && isLiteral(unary.operand());
    }

    private static Expression parsed(Formula value) {
        return Sql.parseExpression(value.sql());
    }

    private static String zero(Affinity affinity) {
        return switch (affinity) {
            case INTEGER, NUMERIC -> "0";
            case REAL -> "0.0";
            case TEXT -> "''";
            case BLOB -> "x''";
        };
    }
}
