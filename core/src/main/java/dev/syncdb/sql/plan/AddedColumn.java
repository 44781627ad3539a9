package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Statement;

import org.jspecify.annotations.Nullable;

/**
 * What a column must be to be added to a table that may have rows: each of them gets its default
 * value, which so must be the same for all. Its CHECKs are for those who see the rows.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#alter_table_add_column">SQLite</a>
 */
final class AddedColumn {
    private final String table;
    private final Statement.ColumnDefinition column;

    AddedColumn(String table, Statement.ColumnDefinition column) {
        this.table = table;
        this.column = column;
    }

    /** Fails with SCHEMA, or UNSUPPORTED where SQLite would leave foreign keys unchecked. */
    void requireAllowed() {
        if (has(Statement.PrimaryKey.class)) {
            throw failure("an added column cannot be a PRIMARY KEY");
        }
        if (has(Statement.Unique.class)) {
            throw failure("an added column cannot be UNIQUE");
        }
        if (has(Statement.Generated.class)) {
            requireComputable();
        } else {
            requireDefault(defaultValue());
        }
    }

    private void requireComputable() {
        for (Statement.Constraint constraint : column.constraints()) {
            if (constraint instanceof Statement.Generated rule && rule.stored()) {
                throw failure("an added column cannot be STORED");
            }
        }
        if (has(Statement.ForeignKey.class)) {
            throw refusal(
                    ErrorCode.UNSUPPORTED,
                    "to add a generated column that REFERENCES others is not supported");
        }
    }

    private void requireDefault(@Nullable Expression value) {
        if (value != null && !isConstant(value)) {
            throw failure("an added column cannot have a DEFAULT that is no constant");
        }
        boolean none = value == null || isNull(value);
        if (none && has(Statement.NotNull.class)) {
            throw failure("an added column that is NOT NULL needs a DEFAULT that is not NULL");
        }
        if (!none && has(Statement.ForeignKey.class)) {
            throw failure("an added column that REFERENCES others needs the DEFAULT NULL");
        }
    }

    private @Nullable Expression defaultValue() {
        Expression last = null;
        for (Statement.Constraint constraint : column.constraints()) {
            if (constraint instanceof Statement.Default value) {
                last = value.value().expression();
            }
        }
        return last;
    }

    /** True of a literal, a signed one, and a CAST of one; SQLite computes nothing else here. */
    private static boolean isConstant(Expression value) {
        Expression operand = operand(value);
        return operand == null ? isLiteral(value) : isConstant(operand);
    }

    /** Signs and CASTs make NULL of NULL, and of nothing else. */
    private static boolean isNull(Expression value) {
        Expression operand = operand(value);
        return operand == null ? value instanceof Expression.NullLiteral : isNull(operand);
    }

    /** What a sign or CAST stands before, or null. */
    private static @Nullable Expression operand(Expression value) {
        if (value instanceof Expression.Cast cast) {
            return cast.operand();
        }
        boolean signed = value instanceof Expression.Unary unary
                && (unary.operator() == Expression.UnaryOperator.NEGATE
                        || unary.operator() == Expression.UnaryOperator.PLUS);
        return signed ? ((Expression.Unary) value).operand() : null;
    }

    private static boolean isLiteral(Expression value) {
        return value instanceof Expression.NullLiteral
                || value instanceof Expression.BooleanLiteral
                || value instanceof Expression.IntegerLiteral
                || value instanceof Expression.RealLiteral
                || value instanceof Expression.TextLiteral
                || value instanceof Expression.BlobLiteral;
    }

    private boolean has(Class<? extends Statement.Constraint> kind) {
        return column.constraints().stream().anyMatch(kind::isInstance);
    }

    private Incorrect failure(String message) {
        return refusal(ErrorCode.SCHEMA, message);
    }

    private Incorrect refusal(ErrorCode code, String message) {
        return Incorrect.at(code, column.at() + ": " + message, table, column.name());
    }
}
