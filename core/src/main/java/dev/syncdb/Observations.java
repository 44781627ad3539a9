package dev.syncdb;

import dev.syncdb.change.ChangeSet;
import dev.syncdb.delivery.Delivery;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.Dependencies;
import dev.syncdb.sql.plan.Plan;
import dev.syncdb.sql.plan.QueryPlan;
import dev.syncdb.sql.syntax.Statement;
import dev.syncdb.store.CommitListener;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.value.Value;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The observed queries of one database. A commit is taken apart once for all of them; where nothing
 * is observed, it costs nothing. Any thread may call it.
 */
final class Observations implements CommitListener {
    private final Engine engine;
    private final Store store;
    private final Function<QueryPlan, List<Dependencies.Source>> dependencies;
    private final List<ObservedQuery> open = new CopyOnWriteArrayList<>();
    private boolean listening;

    Observations(Engine engine) {
        this(engine, Dependencies::of);
    }

    /** @param dependencies finds what a query reads, soundly unless in a test */
    Observations(Engine engine, Function<QueryPlan, List<Dependencies.Source>> dependencies) {
        this.engine = engine;
        this.store = engine.store();
        this.dependencies = dependencies;
    }

    ObservedQuery observe(String sql, Session.Arguments arguments, Delivery<QueryEvent> delivery) {
        Statement statement = engine.plans().statement(sql);
        if (!(statement instanceof Statement.Query)) {
            throw new Incorrect(ErrorCode.UNSUPPORTED, "only a query can be observed");
        }
        Schema schema;
        try (Snapshot now = engine.store().snapshot()) {
            schema = now.schema();
        }
        Plan plan = engine.plans().plan(sql, statement, schema);
        Value[] values = arguments.values(plan.parameters());
        requireAll(plan, values);
        ObservedQuery observed = new ObservedQuery(
                schema,
                next -> filter(engine.plans().plan(sql, statement, next), values),
                () -> rows(sql, values),
                delivery,
                open::remove);
        // A commit in between is told of or is in the schema, and in the rows that are read next.
        open.add(observed);
        listen();
        return observed;
    }

    @Override
    public void published(ChangeSet changes) {
        if (open.isEmpty()) {
            return;
        }
        try (Snapshot state = store.snapshot()) {
            PublishedCommit commit = new PublishedCommit(changes, state);
            open.forEach(observed -> observed.take(commit));
        }
        open.forEach(ObservedQuery::wake);
    }

    void close() {
        open.forEach(ObservedQuery::close);
    }

    private synchronized void listen() {
        if (!listening) {
            store.observe(this);
            listening = true;
        }
    }

    private ChangeFilter filter(Plan plan, Value[] parameters) {
        List<Dependencies.Source> sources = dependencies.apply((QueryPlan) plan.action());
        return new ChangeFilter(sources, plan.slots(), parameters);
    }

    private Rows rows(String sql, Value[] parameters) {
        try (Session session = new Session(engine)) {
            return session.query(sql, (Object[]) parameters);
        }
    }

    private static void requireAll(Plan plan, Value[] values) {
        if (values.length != plan.parameters().size()) {
            throw new Incorrect(
                    ErrorCode.PARAMETER,
                    "the query has " + plan.parameters().size() + " parameters but " + values.length
                            + " values were given");
        }
    }
}
