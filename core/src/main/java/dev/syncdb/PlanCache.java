package dev.syncdb;

import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.Planner;
import dev.syncdb.sql.syntax.Sql;
import dev.syncdb.sql.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements run last, parsed, and planned for the schema they ran on. May be called from any thread. */
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
     * @param plan null if it is none on rows
     */
    record Entry(Statement statement, Schema schema, @Nullable Plan plan) {}

    /** The statement of that text, planned for {@code schema}. */
    Entry entry(String sql, Schema schema) {
        Entry known = find(sql);
        if (known != null && known.schema == schema) {
            return known;
        }
        Statement statement = known == null ? Sql.parse(sql) : known.statement;
        Entry entry = new Entry(statement, schema, plan(statement, schema));
        if (sql.length() <= STATEMENT_CHARS_MAX) {
            keep(sql, entry);
        }
        return entry;
    }

    /** The plan of a statement, or null if it is none on rows. */
    static @Nullable Plan plan(Statement statement, Schema schema) {
        boolean onRows = statement instanceof Statement.Query
                || statement instanceof Statement.Insert
                || statement instanceof Statement.Update
                || statement instanceof Statement.Delete;
        return onRows ? Planner.plan(schema, statement) : null;
    }

    private synchronized @Nullable Entry find(String sql) {
        return entries.get(sql);
    }

    private synchronized void keep(String sql, Entry entry) {
        entries.put(sql, entry);
    }
}
