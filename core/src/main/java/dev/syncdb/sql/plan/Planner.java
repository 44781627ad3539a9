package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.term.Numbering;
import dev.syncdb.sql.syntax.Statement;

/**
 * The door to planning: a statement on rows becomes a plan. Pure; may be called from any thread.
 */
public final class Planner {
    private Planner() {}

    /**
     * The plan of a query, INSERT, UPDATE, DELETE or EXPECT. Fails with {@link Incorrect}: what it
     * names must be in the schema, and what it asks for must be supported.
     */
    public static Plan plan(Schema schema, Statement statement) {
        Numbering numbering = new Numbering();
        PlanContext context = new PlanContext(schema, numbering);
        Plan.Action action = action(context, statement);
        return new Plan(action, numbering.slots(), numbering.parameters());
    }

    private static Plan.Action action(PlanContext context, Statement statement) {
        if (statement instanceof Statement.Query query) {
            return context.plan(query.select(), null);
        }
        if (statement instanceof Statement.Insert insert) {
            return new InsertPlanner(context, insert).plan();
        }
        if (statement instanceof Statement.Update update) {
            return new ChangePlanner(context, update.table(), update.alias(), update.at())
                    .update(update);
        }
        if (statement instanceof Statement.Delete delete) {
            return new ChangePlanner(context, delete.table(), delete.alias(), delete.at())
                    .delete(delete);
        }
        if (statement instanceof Statement.Expect expect) {
            return new ChangePlanner(context, expect.table(), expect.alias(), expect.at())
                    .expect(expect);
        }
        throw new Incorrect(
                ErrorCode.UNSUPPORTED,
                statement.getClass().getSimpleName() + " is no statement on rows");
    }
}
