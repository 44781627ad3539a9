package dev.syncdb.sql.plan;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.term.Aggregates;
import dev.syncdb.sql.plan.term.Numbering;
import dev.syncdb.sql.plan.term.Resolver;
import dev.syncdb.sql.plan.term.Scope;
import dev.syncdb.sql.syntax.Position;
import dev.syncdb.sql.syntax.Select;

import org.jspecify.annotations.Nullable;

/** What all planners of one statement share. Lives while it is planned. */
record PlanContext(Schema schema, Numbering numbering) {
    /** The table of that name. Fails with UNKNOWN_TABLE. */
    Table table(String name, Position at) {
        Table table = schema.find(name);
        if (table == null) {
            throw Incorrect.at(ErrorCode.UNKNOWN_TABLE, at + ": no table " + name, name, null);
        }
        return table;
    }

    /** Plans a query whose names may come from {@code outer} too. */
    QueryPlan plan(Select select, @Nullable Scope outer) {
        return new QueryPlanner(this, outer).plan(select);
    }

    /** A resolver of the names in {@code scope}; without {@code aggregates} there may be none. */
    Resolver resolver(Scope scope, @Nullable Aggregates aggregates) {
        return new Resolver(scope, numbering, this::plan, aggregates);
    }
}
