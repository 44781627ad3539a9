package dev.syncdb.sync.ledger;

import dev.syncdb.Session;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.MergeRule;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * What can be done about edits that gave way to others: the records in {@code syncdb_conflicts}, by
 * id. Each call is one UPDATE of that table, which may be written in SQL just as well, also as part
 * of a larger transaction. On a phone it is a local commit like any other: it works offline and
 * travels with the next sync.
 *
 * <p>Each fails with {@link Incorrect} UNKNOWN_CONFLICT if there is no record of that id here, and
 * with ALREADY_RESOLVED if somebody has said otherwise already; saying the same again does nothing.
 *
 * <p>Lives as long as the database that it writes, and may be called from any thread.
 */
public final class Conflicts {
    private final Function<Function<Session, Long>, Long> writing;
    private final LongPredicate recall;

    /** @param writing runs a write transaction and returns what it returns */
    public Conflicts(Function<Function<Session, Long>, Long> writing) {
        this(writing, id -> false);
    }

    /**
     * @param writing runs a write transaction and returns what it returns
     * @param recall brings a record, by id, from where older ones are into the table, and returns
     *     true, if it is there
     */
    public Conflicts(Function<Function<Session, Long>, Long> writing, LongPredicate recall) {
        this.writing = writing;
        this.recall = recall;
    }

    /**
     * Writes a value where the two edits clashed: into the cell, or the whole row as a JSON object
     * by column name, null to delete it.
     *
     * @throws Incorrect ROW_ABSENT if the row of the cell is gone, or the constraint that the value
     *     breaks
     */
    public void resolve(long id, @Nullable Object value) {
        update(
                "UPDATE syncdb_conflicts SET resolution = 'VALUE', resolved_value = ?"
                        + " WHERE id = ?",
                id,
                value,
                id);
    }

    /** It is well as it is. */
    public void dismiss(long id) {
        update("UPDATE syncdb_conflicts SET status = 'DISMISSED' WHERE id = ?", id, id);
    }

    /**
     * Brings back the version that gave way: the value of the cell, or the whole row, which is
     * inserted again under its key if it was deleted. Fails as {@link #resolve} does.
     */
    public void restore(long id) {
        update("UPDATE syncdb_conflicts SET resolution = 'RESTORE' WHERE id = ?", id, id);
    }

    /**
     * Writes what another rule makes of the two values. Fails as {@link #resolve} does, and with
     * RESOLUTION if the rule can do nothing with them.
     */
    public void mergeAgain(long id, MergeRule rule) {
        update(
                "UPDATE syncdb_conflicts SET resolution = ? WHERE id = ?",
                id,
                Resolution.MERGE + rule.name(),
                id);
    }

    @SuppressWarnings("NullAway") // class files lose that elements may be null
    private void update(String sql, long id, @Nullable Object... parameters) {
        Function<Session, Long> work = session -> session.execute(sql, parameters);
        boolean found = writing.apply(work) > 0 || (recall.test(id) && writing.apply(work) > 0);
        if (!found) {
            throw new Incorrect(ErrorCode.UNKNOWN_CONFLICT, "no conflict " + id);
        }
    }
}
