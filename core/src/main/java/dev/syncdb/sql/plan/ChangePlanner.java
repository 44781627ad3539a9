package dev.syncdb.sql.plan;

import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.FromClause.Joined;
import dev.syncdb.sql.plan.term.Term;
import dev.syncdb.sql.syntax.Expression;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.sql.syntax.Statement.ConflictAction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** Plans UPDATE, DELETE and EXPECT, which find rows alike. Used once. */
final class ChangePlanner {
    private final PlanContext context;
    private final Table table;
    private final WriteScope write;

    ChangePlanner(PlanContext context, String table, @Nullable String alias, Position at) {
        this.context = context;
        this.table = context.table(table, at);
        this.write = new WriteScope(context, this.table, alias);
    }

    UpdatePlan update(Statement.Update update) {
        JoinOrder rows = rows(update.where());
        ConflictAction conflict =
                Objects.requireNonNullElse(update.conflict(), ConflictAction.ABORT);
        return new UpdatePlan(
                table,
                conflict,
                rows.guards(),
                rows.steps().get(0),
                write.assignments(update.assignments()),
                write.returning(update.returning()));
    }

    DeletePlan delete(Statement.Delete delete) {
        JoinOrder rows = rows(delete.where());
        return new DeletePlan(
                table, rows.guards(), rows.steps().get(0), write.returning(delete.returning()));
    }

    ExpectPlan expect(Statement.Expect expect) {
        JoinOrder rows = rows(expect.where());
        return new ExpectPlan(
                table, rows.guards(), rows.steps().get(0), write.stored(expect.columns()));
    }

    private JoinOrder rows(@Nullable Expression where) {
        Step.Input input = new Step.TableInput(table);
        Joined target = new Joined(write.slot(), input, false, false, List.of());
        List<Term> conditions = where == null ? List.of() : write.resolve(where).conjuncts();
        return new JoinOrder(context.numbering(), List.of(target), conditions);
    }
}
