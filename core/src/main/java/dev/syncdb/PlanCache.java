package dev.syncdb;

import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.Planner;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.sql.syntax.Statement;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements run last, parsed, and planned for the schema they ran on. May be called from any
 * thread.
 */
final class PlanCache {
    /** As many statements as a large application has. */
    static final int STATEMENTS_MAX = 512;

    /** Longer texts are mostly data, and run once. */
    static final int STATEMENT_CHARS_MAX = 10_000;

    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > STATEMENTS_MAX;
        }
    };

    /**
     * A statement.
     *
     * @param plan the newest plan, null before the first
     */
    private record Entry(
            Statement statement,
            @Nullable Schema schema,
            @Nullable Plan plan) {}

    /** The statement of that text. */
    Statement statement(String sql) {
        Entry known = find(sql);
        if (known != null) {
            return known.statement;
        }
        Statement statement = Sql.parse(sql);
        keep(sql, new Entry(statement, null, null));
        return statement;
    }

    /** The plan of a statement on rows, which is that of {@code sql}. */
    Plan plan(String sql, Statement statement, Schema schema) {
        Entry known = find(sql);
        if (known != null && known.plan != null && known.schema == schema) {
            return known.plan;
        }
        Plan plan = Planner.plan(schema, statement);
        keep(sql, new Entry(statement, schema, plan));
        return plan;
    }

    private synchronized @Nullable Entry find(String sql) {
        return entries.get(sql);
    }

    private synchronized void keep(String sql, Entry entry) {
        if (sql.length() <= STATEMENT_CHARS_MAX) {
            entries.put(sql, entry);
        }
    }
}
