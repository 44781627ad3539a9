package dev.syncdb;

import dev.syncdb.change.Change;
import dev.syncdb.delivery.Delivery;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A query whose listener is told of every commit that may change its result. Lives until
 * {@link #close()} or the end of the database, whether or not anybody holds it. Any thread may call
 * it.
 */
public final class ObservedQuery implements AutoCloseable {
    private final Function<Schema, ChangeFilter> planning;
    private final Supplier<Rows> query;
    private final Delivery<QueryEvent> delivery;
    private final Consumer<ObservedQuery> leaving;

    // Both belong to the writer once the query is observed.
    private Schema schema;
    private @Nullable ChangeFilter filter;

    /**
     * A query, ready to be observed.
     *
     * @param planning fails with a SyncDbException where the query does not fit the schema
     * @param leaving told when this is closed
     */
    ObservedQuery(
            Schema schema,
            Function<Schema, ChangeFilter> planning,
            Supplier<Rows> query,
            Delivery<QueryEvent> delivery,
            Consumer<ObservedQuery> leaving) {
        this.schema = schema;
        this.planning = planning;
        this.query = query;
        this.delivery = delivery;
        this.leaving = leaving;
        this.filter = planning.apply(schema);
    }

    /**
     * The query's rows as of the newest commit. What a commit does to them after this call, the
     * listener is told.
     */
    public Rows rows() {
        return query.get();
    }

    /**
     * Ends the telling: no event is taken up any more, waiting ones are dropped. Does not wait for
     * a call of the listener that has begun on another thread. Can be called again, and by the
     * listener.
     */
    @Override
    public void close() {
        delivery.close();
        leaving.accept(this);
    }

    /** Lines up an event for a commit, if it can matter. */
    void take(PublishedCommit commit) {
        if (commit.schema() != schema && adopt(commit.schema())) {
            delivery.add(QueryEvent.ofEverything(commit.version(), query));
            return;
        }
        if (filter == null) {
            return;
        }
        Map<String, List<Change>> changes = filter.mattering(commit);
        if (!changes.isEmpty()) {
            delivery.add(QueryEvent.of(commit.version(), changes, query));
        }
    }

    /** Has the listener told of what is lined up. */
    void wake() {
        delivery.wake();
    }

    /**
     * Goes over to another schema. True if that is news: a table that the query reads is another
     * than before, or only now there is all that it reads.
     */
    private boolean adopt(Schema next) {
        schema = next;
        if (filter != null && filter.fits(next)) {
            return false;
        }
        boolean before = filter != null;
        filter = plan(next);
        return before || filter != null;
    }

    private @Nullable ChangeFilter plan(Schema next) {
        try {
            return planning.apply(next);
        } catch (SyncDbException unfit) {
            return null;
        }
    }
}
