package dev.syncdb;

import dev.syncdb.change.Change;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A commit that may have changed the result of an observed query; or several, joined because the
 * listener did not keep up with them. Immutable.
 */
public final class QueryEvent {
    private final long firstVersion;
    private final long version;
    private final boolean complete;
    private final Map<String, List<Change>> changes;
    private final Supplier<Rows> query;

    private QueryEvent(
            long firstVersion,
            long version,
            boolean complete,
            Map<String, List<Change>> changes,
            Supplier<Rows> query) {
        this.firstVersion = firstVersion;
        this.version = version;
        this.complete = complete;
        this.changes = Collections.unmodifiableMap(changes);
        this.query = query;
    }

    /** One commit, and what of it matters. */
    static QueryEvent of(long version, Map<String, List<Change>> changes, Supplier<Rows> query) {
        return new QueryEvent(version, version, true, changes, query);
    }

    /** One commit that may have changed anything. */
    static QueryEvent ofEverything(long version, Supplier<Rows> query) {
        return new QueryEvent(version, version, false, Map.of(), query);
    }

    /** This event and all up to {@code last} in one. */
    QueryEvent joined(QueryEvent last) {
        return new QueryEvent(firstVersion, last.version, false, Map.of(), query);
    }

    /** The version of the commit; of several, the newest. */
    public long version() {
        return version;
    }

    /** The version of the commit; of several, the oldest. */
    public long firstVersion() {
        return firstVersion;
    }

    /**
     * True if {@link #changes()} says all that matters. False, and nothing is listed, if several
     * commits were joined or the structure of a table changed: then anything may be different.
     */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The changes that can matter to the query, by the name of the table, in the order of the
     * commit. A row that comes into what the query reads, or leaves it, may do so by an update.
     */
    public Map<String, List<Change>> changes() {
        return changes;
    }

    /** The query's rows as of the newest commit, which is this one or a later one. */
    public Rows rows() {
        return query.get();
    }

    /** How many changes it keeps in memory. */
    int size() {
        return changes.values().stream().mapToInt(List::size).sum();
    }
}
