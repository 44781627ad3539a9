package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Tree;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where one commit is made: writes rows at its version, without asking any rule, and remembers
 * every step so that it can be taken back. Confined to the writer.
 */
final class Workspace {
    /** Most commits write a row or a few. */
    private static final int STEPS_FEW = 4;

    private final long version;
    private List<Step> steps = new ArrayList<>(STEPS_FEW);

    /** Those of the state before, until one is changed. */
    private Orders orders;

    private View view;
    private boolean discarded;
    private long grown;

    Workspace(Catalog catalog, FrozenOrders base, long version) {
        this.version = version;
        this.orders = base;
        this.view = new View(catalog, base, version);
    }

    /** The version that the commit will have. */
    long version() {
        return version;
    }

    /** By how many bytes the rows and their orders have grown here, about. */
    long grownBytes() {
        return grown;
    }

    /** The state so far. A scan of it holds until the next write. */
    View view() {
        return view;
    }

    Catalog catalog() {
        return view.catalog();
    }

    /** The state so far, for good: what is written later does not show in its scans. */
    View frozen() {
        return orders instanceof OrderEdits
                ? new View(view.catalog(), ((OrderEdits) orders).freeze(), version)
                : view;
    }

    /**
     * Sets the row of that head or, with null, of a key that has none, to something else than it
     * is. Returns the head.
     */
    RowHead put(TableData table, @Nullable RowHead head, PackedRow content) {
        RowHead target = head == null
                ? new RowHead(table.heap().identity(), table.key().hash(content))
                : head;
        RowVersion before = target.newest();
        RowVersion after = RowVersion.live(version, content, below(before));
        replace(table, target, before, after);
        return target;
    }

    /**
     * As {@link #put(TableData, RowHead, PackedRow)}, for who knows which columns of a row change.
     *
     * @param before the newest version
     * @param orders those that these columns are part of, see {@link TableData#ordersOf}
     */
    void put(TableData table, RowHead head, RowVersion before, PackedRow content, long orders) {
        RowVersion after = RowVersion.live(version, content, below(before));
        if (orders == 0) {
            grown += table.heap().place(head, before, after);
            steps.add(new RowStep(table, head, before, after));
        } else {
            replace(table, head, before, after);
        }
    }

    /** Sets a row. */
    RowHead put(TableData table, Key key, Row cells, Bytes hidden) {
        PackedRow content = table.heap().layout().pack(cells, hidden);
        return put(table, table.heap().heads().findToWrite(key), content);
    }

    /** Leaves a tombstone in the place of a row. */
    void remove(TableData table, RowHead head, Bytes hidden) {
        RowVersion before = head.present();
        PackedRow content = table.keyOnly(before, hidden);
        replace(table, head, before, RowVersion.tombstone(version, content, below(before)));
    }

    /** Leaves a tombstone where a row is not, nor was. */
    void bury(TableData table, Key key, Bytes hidden) {
        PackedRow content = table.keyOnly(key, hidden);
        RowHead head = table.heap().heads().findToWrite(key);
        if (head == null) {
            head = new RowHead(table.heap().identity(), table.key().hash(content));
        }
        RowVersion before = head.newest();
        replace(table, head, before, RowVersion.tombstone(version, content, below(before)));
    }

    /** Takes away what this commit made of a row, which it leaves as it found it. */
    void reset(RowHead head) {
        TableData table = catalog().find(head.table());
        if (table != null) {
            RowVersion before = head.newest();
            replace(table, head, before, below(before));
        }
    }

    /**
     * Changes the structure. New indexes are filled with the rows of the state so far, and those of
     * a table that is altered are moved if they have to be.
     */
    void define(String sql, SchemaChange change, Environment environment) {
        Catalog before = view.catalog();
        Catalog next = before.with(change, version, environment);
        Alteration alteration = change.alteration();
        List<RowStep> moved =
                alteration == null ? List.of() : moved(before, next, alteration, environment);
        FrozenOrders present = (FrozenOrders) frozen().orders();
        FrozenOrders base = IndexBuild.orders(before, present, next, version);
        steps.add(new DefineStep(sql, alteration, before, orders));
        restore(next, base);
        steps.addAll(moved);
    }

    private List<RowStep> moved(
            Catalog before, Catalog next, Alteration alteration, Environment environment) {
        TableData from = before.table(alteration.before());
        TableData to = next.table(alteration.after());
        return from.heap().identity() == to.heap().identity()
                ? List.of()
                : new MovedRows(from, to, alteration, environment, version).move();
    }

    /** Puts a structure in place. */
    void restore(Catalog catalog, Orders now) {
        orders = now;
        view = new View(catalog, now, version);
    }

    /** Does nothing now; {@code step} is taken back with what was done around it. */
    void remember(Step step) {
        steps.add(step);
    }

    int position() {
        return steps.size();
    }

    void undoTo(int position) {
        while (steps.size() > position) {
            steps.remove(steps.size() - 1).undo(this);
        }
    }

    /** Takes everything back, for good: no other commit is made here. */
    void discard() {
        discarded = true;
        undoTo(0);
    }

    /** Lets go of all steps: from now on nothing can be taken back. */
    void settle() {
        steps = List.of();
    }

    /** Does all of {@code work} or, if it fails, nothing. */
    <T> T whole(Supplier<T> work) {
        int start = position();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                undoTo(start);
            }
        }
    }

    /** All steps, in order. */
    List<Step> steps() {
        return steps;
    }

    /** For each row one step, from what it was to what it is; in order of the first touch. */
    List<RowStep> rows() {
        List<RowStep> rows = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step instanceof RowStep && ((RowStep) step).isFirst(version)) {
                RowStep first = (RowStep) step;
                RowVersion now = first.head().newest();
                rows.add(first.to(now));
            }
        }
        return rows;
    }

    /**
     * Puts {@code to} in the place of {@code from} as the newest version of a row, and keeps the
     * orders true. One of them may be null, for a row that has no version; calling it the other way
     * round undoes it.
     */
    void swap(TableData table, RowHead head, @Nullable RowVersion from, @Nullable RowVersion to) {
        if (discarded) {
            table.heap().place(head, from, to);
            return;
        }
        RowVersion gone = RowVersion.liveOf(from);
        RowVersion come = RowVersion.liveOf(to);
        // Entries are compared as their rows now are, so each order loses the row before it changes
        // and gets it back behind that.
        for (int i = 0; i < table.orderCount(); i++) {
            if (gone != null && moves(table, i, gone, come)) {
                edits().remove(table, i, new EntryPlace(table.order(i), gone, version), head);
                grown -= Tree.ENTRY_BYTES;
            }
        }
        grown += table.heap().place(head, from, to);
        for (int i = 0; i < table.orderCount(); i++) {
            if (come != null && moves(table, i, come, gone)) {
                edits().add(table, i, new EntryPlace(table.order(i), come, version), head);
                grown += Tree.ENTRY_BYTES;
            }
        }
    }

    private static boolean moves(
            TableData table, int order, RowVersion row, @Nullable RowVersion other) {
        return other == null || (order != Orders.KEYS && !table.order(order).same(row, other));
    }

    private void replace(
            TableData table,
            RowHead head,
            @Nullable RowVersion before,
            @Nullable RowVersion after) {
        swap(table, head, before, after);
        steps.add(new RowStep(table, head, before, after));
    }

    private OrderEdits edits() {
        if (!(orders instanceof OrderEdits)) {
            restore(view.catalog(), new OrderEdits(view.catalog(), (FrozenOrders) orders));
        }
        return (OrderEdits) orders;
    }

    /** What lies below this commit's own version of the row. */
    private @Nullable RowVersion below(@Nullable RowVersion newest) {
        return newest != null && newest.version() == version ? newest.previous() : newest;
    }
}
