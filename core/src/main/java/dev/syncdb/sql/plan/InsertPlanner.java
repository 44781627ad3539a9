package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.InsertPlan.Assignment;
import dev.syncdb.sql.plan.InsertPlan.Upsert;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Plans INSERT and REPLACE. Used once. */
final class InsertPlanner {
    private static final String EXCLUDED = "excluded";

    private final PlanContext context;
    private final Statement.Insert insert;
    private final Table table;
    private final WriteScope write;

    InsertPlanner(PlanContext context, Statement.Insert insert) {
        this.context = context;
        this.insert = insert;
        this.table = context.table(insert.table(), insert.at());
        this.write = new WriteScope(context, table, insert.alias());
    }

    InsertPlan plan() {
        List<Integer> columns = columns();
        QueryPlan rows = insert.rows() == null ? null : context.plan(insert.rows(), null);
        if (rows != null && rows.outputs().size() != columns.size()) {
            throw Incorrect.at(
                    ErrorCode.SYNTAX,
                    insert.at() + ": " + rows.outputs().size() + " values for " + columns.size()
                            + " columns of table " + table.name(),
                    table.name(),
                    null);
        }
        List<Upsert> upserts = new ArrayList<>();
        insert.upserts().forEach(upsert -> upserts.add(upsert(upsert)));
        return new InsertPlan(
                table,
                Objects.requireNonNullElse(insert.conflict(), ConflictAction.ABORT),
                columns,
                rows,
                upserts,
                write.slot(),
                write.returning(insert.returning()));
    }

    /** Without a list these are all columns but generated ones and a hidden row number. */
    private List<Integer> columns() {
        List<Integer> columns = new ArrayList<>();
        if (!insert.columns().isEmpty()) {
            for (String name : insert.columns()) {
                columns.add(write.writable(name, "INSERT into", insert.at()));
            }
        } else if (insert.rows() != null) {
            for (int i = 0; i < table.columns().size(); i++) {
                Column column = table.columns().get(i);
                if (!column.hidden() && !column.isGenerated()) {
                    columns.add(i);
                }
            }
        }
        return columns;
    }

    private Upsert upsert(Statement.Upsert upsert) {
        if (upsert.targetWhere() != null) {
            throw new Incorrect(ErrorCode.UNSUPPORTED, "ON CONFLICT (...) WHERE is not supported");
        }
        int excluded = context.numbering().nextSlot();
        WriteScope inner = write.besides(Scope.Source.of(table, EXCLUDED, excluded));
        List<Assignment> assignments = inner.assignments(upsert.assignments());
        Term where = upsert.where() == null ? null : inner.resolve(upsert.where());
        return new Upsert(target(upsert.target()), excluded, assignments, where);
    }

    /** The columns of the key that was written, by their positions alone. */
    private List<IndexColumn> target(List<Select.Ordering> written) {
        Set<Integer> columns = new HashSet<>();
        for (Select.Ordering ordering : written) {
            if (!(ordering.expression() instanceof Expression.Column column)) {
                throw new Incorrect(
                        ErrorCode.UNSUPPORTED, "ON CONFLICT on an expression is not supported");
            }
            columns.add(write.position(column.name(), column.at()));
        }
        List<IndexColumn> key = columns.isEmpty() ? List.of() : key(columns);
        if (key == null) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    "ON CONFLICT does not match any PRIMARY KEY or UNIQUE constraint",
                    table.name(),
                    null);
        }
        return key;
    }

    private @Nullable List<IndexColumn> key(Set<Integer> columns) {
        List<IndexColumn> primary = new ArrayList<>();
        for (int column : table.primaryKey().columns()) {
            primary.add(new IndexColumn(column, table.columns().get(column).collation(), false));
        }
        if (isOver(primary, columns)) {
            return primary;
        }
        for (Index index : table.indexes()) {
            if (index.unique() && isOver(index.columns(), columns)) {
                return index.columns();
            }
        }
        return null;
    }

    private static boolean isOver(List<IndexColumn> key, Set<Integer> columns) {
        Set<Integer> positions = new HashSet<>();
        key.forEach(column -> positions.add(column.column()));
        return positions.equals(columns);
    }
}
