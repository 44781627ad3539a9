package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Formula;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Watches over foreign keys within one transaction: what a write must still prove, and what it does
 * to children. Actions wait in a queue, so that a long chain of children needs no deep stack.
 * Confined to the writer.
 *
 * @see <a href="https://www.sqlite.org/foreignkeys.html">SQLite</a>
 */
final class ForeignKeys {
    /** What actions do to children. */
    interface Children {
        void update(TableData table, RowHead head, UnaryOperator<Row> change);

        void delete(TableData table, RowHead head);
    }

    private final Workspace workspace;
    private final Environment environment;
    private @Nullable PendingChecks immediate;
    private @Nullable PendingChecks deferred;
    private @Nullable Deque<Departure> departures;
    private boolean enforced = true;

    /** A parent row that is no more as it was. */
    private record Departure(
            TableData parent, Row before, @Nullable Row after) {}

    ForeignKeys(Workspace workspace, Environment environment) {
        this.workspace = workspace;
        this.environment = environment;
    }

    void enforce(boolean enforce) {
        enforced = enforce;
    }

    /** True unless foreign keys were switched off. */
    boolean areEnforced() {
        return enforced;
    }

    /** True if the rows of a table may have children. */
    boolean areParents(TableData table) {
        return enforced && !table.referrers().isEmpty();
    }

    /**
     * A row came or changed.
     *
     * @param before the row that was there before, or null
     */
    void written(TableData child, RowHead head, @Nullable Row before, Row cells) {
        if (!enforced || child.references().isEmpty()) {
            return;
        }
        for (Reference reference : child.references()) {
            if (before != null && reference.wantsSame(before, cells)) {
                continue;
            }
            Row wanted = reference.wanted(cells);
            if (wanted != null && !reference.exists(wanted, workspace.view())) {
                pend(new PendingCheck.Orphan(child.heap().identity(), reference.key(), head));
            }
        }
    }

    /** A row changed or, with null, went. Its children are dealt with by {@link #act}. */
    void departed(TableData parent, Row before, @Nullable Row after) {
        if (areParents(parent)) {
            Deque<Departure> waiting = departures == null ? new ArrayDeque<>() : departures;
            waiting.add(new Departure(parent, before, after));
            departures = waiting;
        }
    }

    /** Runs the actions of all parents that departed, and of the children that depart thereby. */
    void act(Children children) {
        Deque<Departure> waiting = departures;
        if (waiting == null) {
            return;
        }
        try {
            for (Departure next = waiting.poll(); next != null; next = waiting.poll()) {
                List<Reference> referrers = next.parent().referrers();
                // Like SQLite, in whose order a CASCADE may be faster than a RESTRICT.
                for (int i = referrers.size() - 1; i >= 0; i--) {
                    act(referrers.get(i), next, children);
                }
            }
        } finally {
            waiting.clear();
        }
    }

    void endStatement() {
        if (enforced && immediate != null) {
            immediate.check();
        }
    }

    void endTransaction() {
        endStatement();
        if (enforced && deferred != null) {
            deferred.check();
        }
    }

    private void act(Reference reference, Departure departure, Children children) {
        Row offered = reference.offered(departure.before());
        Row after = departure.after();
        Row offeredNow = after == null ? null : reference.offered(after);
        boolean kept = offeredNow != null && reference.same(offered, offeredNow);
        if (kept || hasNull(offered)) {
            return;
        }
        ForeignKey key = reference.key();
        TableData table = workspace.catalog().table(reference.child().name());
        PendingCheck check = new PendingCheck.Departed(table.heap().identity(), key, offered);
        switch (offeredNow == null ? key.onDelete() : key.onUpdate()) {
            case NO_ACTION -> pend(check);
            case RESTRICT -> check.check(reference, workspace.view());
            case SET_NULL, CASCADE -> change(reference, offered, offeredNow, children);
            case SET_DEFAULT -> {
                change(reference, offered, offeredNow, children);
                // The default may be the very value that departed.
                pend(check);
            }
        }
    }

    private void change(
            Reference reference, Row offered, @Nullable Row offeredNow, Children children) {
        ForeignKey key = reference.key();
        TableData table = workspace.catalog().table(reference.child().name());
        for (RowHead child : reference.children(offered, workspace.view())) {
            if (offeredNow == null && key.onDelete() == ForeignKey.Action.CASCADE) {
                children.delete(table, child);
            } else {
                children.update(table, child, row -> changed(reference, row, offeredNow));
            }
        }
    }

    private Row changed(Reference reference, Row child, @Nullable Row offeredNow) {
        ForeignKey key = reference.key();
        ForeignKey.Action action = offeredNow == null ? key.onDelete() : key.onUpdate();
        Row row = child;
        for (int i = 0; i < key.columns().size(); i++) {
            int position = key.columns().get(i);
            Value value = Value.NULL;
            if (action == ForeignKey.Action.SET_DEFAULT) {
                value = initial(reference.child().columns().get(position), child);
            } else if (action == ForeignKey.Action.CASCADE && offeredNow != null) {
                value = offeredNow.at(i);
            }
            row = row.with(position, value);
        }
        return row;
    }

    private Value initial(Column column, Row row) {
        Formula formula = column.defaultValue();
        return formula == null ? Value.NULL : formula.evaluate(row, environment);
    }

    private void pend(PendingCheck check) {
        boolean later = check.foreignKey().deferred();
        PendingChecks checks = later ? deferred : immediate;
        if (checks == null) {
            checks = new PendingChecks(workspace);
            deferred = later ? checks : deferred;
            immediate = later ? immediate : checks;
        }
        checks.add(check);
    }

    private static boolean hasNull(Row row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.at(i).isNull()) {
                return true;
            }
        }
        return false;
    }
}
