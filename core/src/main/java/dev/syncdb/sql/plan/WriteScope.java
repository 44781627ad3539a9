package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.InsertPlan.Assignment;
import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Select;
import dev.syncdb.sql.syntax.Statement;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What INSERT, UPDATE and DELETE share: the table, the names that its row gives, what is assigned
 * and returned.
 */
final class WriteScope {
    private final PlanContext context;
    private final Table table;
    private final Scope scope = new Scope(null);
    private final Scope.Source source;

    WriteScope(PlanContext context, Table table, @Nullable String alias) {
        this.context = context;
        this.table = table;
        int slot = context.numbering().nextSlot();
        this.source = Scope.Source.of(table, alias == null ? table.name() : alias, slot);
        scope.add(source);
    }

    private WriteScope(WriteScope plain, Scope.Source second) {
        this.context = plain.context;
        this.table = plain.table;
        this.source = plain.source;
        scope.add(source);
        scope.add(second.qualifiedOnly());
    }

    /** This scope, in which {@code second} can be named too, by its full name only. */
    WriteScope besides(Scope.Source second) {
        return new WriteScope(this, second);
    }

    int slot() {
        return source.slot();
    }

    /** Position of a column, which may be named as row number too. Fails with UNKNOWN_COLUMN. */
    int position(String column, Position at) {
        int position = source.find(column);
        if (position < 0) {
            throw Incorrect.at(
                    ErrorCode.UNKNOWN_COLUMN,
                    at + ": no column " + column + " in table " + table.name(),
                    table.name(),
                    column);
        }
        return position;
    }

    /** Position of a column that {@code verb} may write. Fails with SCHEMA on a generated one. */
    int writable(String column, String verb, Position at) {
        int position = position(column, at);
        if (table.columns().get(position).isGenerated()) {
            throw Incorrect.at(
                    ErrorCode.SCHEMA,
                    at + ": cannot " + verb + " generated column " + column + " of table "
                            + table.name(),
                    table.name(),
                    column);
        }
        return position;
    }

    List<Assignment> assignments(List<Statement.Assignment> written) {
        List<Assignment> assignments = new ArrayList<>();
        for (Statement.Assignment each : written) {
            int column = writable(each.column(), "UPDATE", each.at());
            // Of several values for one column the last counts.
            assignments.removeIf(earlier -> earlier.column() == column);
            assignments.add(new Assignment(column, resolve(each.value())));
        }
        return assignments;
    }

    /**
     * Positions of these columns or, if there are none, of all that are no generated ones. What is
     * generated is the same wherever the rest is.
     */
    List<Integer> stored(List<Expression.Column> columns) {
        Set<Integer> positions = new TreeSet<>();
        for (Expression.Column column : columns) {
            positions.add(writable(column.name(), "EXPECT", column.at()));
        }
        for (int i = 0; columns.isEmpty() && i < table.columns().size(); i++) {
            if (!table.columns().get(i).isGenerated()) {
                positions.add(i);
            }
        }
        return new ArrayList<>(positions);
    }

    Term resolve(Expression expression) {
        return context.resolver(scope, null).resolve(expression);
    }

    List<Output> returning(List<Select.Result> results) {
        List<Output> outputs = new ArrayList<>();
        for (Select.Result result : results) {
            if (result instanceof Select.Star) {
                addAll(outputs);
            } else {
                Select.Value value = (Select.Value) result;
                String name = value.alias() == null ? value.text() : value.alias();
                outputs.add(new Output(name, resolve(value.expression())));
            }
        }
        return outputs;
    }

    private void addAll(List<Output> outputs) {
        for (int i = 0; i < source.fields().size(); i++) {
            if (!source.fields().get(i).hidden()) {
                outputs.add(new Output(source.fields().get(i).name(), source.column(i)));
            }
        }
    }
}
