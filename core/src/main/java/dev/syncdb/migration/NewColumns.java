package dev.syncdb.migration;

import dev.syncdb.lens.Source;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Formula;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Sql;

import org.jspecify.annotations.Nullable;

/** The columns that a version adds to a table. Pure. */
final class NewColumns {
    private NewColumns() {}

    /** True if some of them differ from row to row, so that all rows have to be looked at. */
    static boolean needRows(TableLens lens) {
        for (int i = 0; i < lens.up().size(); i++) {
            Source source = lens.up().get(i);
            boolean generated = lens.newer().columns().get(i).isGenerated();
            if (source instanceof Source.Computed && !generated) {
                return true;
            }
            if (source instanceof Source.Fixed fixed && !generated && !isConstant(fixed.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConstant(@Nullable Formula value) {
        return value == null || isConstant(Sql.parseExpression(value.sql()));
    }

    private static boolean isConstant(Expression expression) {
        return expression instanceof Expression.NullLiteral
                || expression instanceof Expression.BooleanLiteral
                || expression instanceof Expression.IntegerLiteral
                || expression instanceof Expression.RealLiteral
                || expression instanceof Expression.TextLiteral
                || expression instanceof Expression.BlobLiteral
                || (expression instanceof Expression.Unary unary && isConstant(unary.operand()));
    }
}
