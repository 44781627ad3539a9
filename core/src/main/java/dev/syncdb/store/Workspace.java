package dev.syncdb.store;

import dev.syncdb.schema.Schema;
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
    private final long version;
    private final List<Step> steps = new ArrayList<>();
    private OrderEdits orders;
    private View view;
    private boolean discarded;
    private long grown;

    Workspace(Catalog catalog, FrozenOrders base, long version) {
        this.version = version;
        this.orders = new OrderEdits(catalog, base);
        this.view = new View(catalog, orders, version);
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
        return new View(view.catalog(), orders.freeze(), version);
    }

    /** Sets the row of that head or, with null, of a key that has none. Returns the head. */
    RowHead put(TableData table, @Nullable RowHead head, PackedRow content) {
        RowHead target = head == null
                ? new RowHead(table.heap().identity(), table.key().hash(content))
                : head;
        replace(table, target, RowVersion.live(version, content, below(target)));
        return target;
    }

    /** Sets a row. */
    RowHead put(TableData table, Key key, Row cells, Bytes hidden) {
        PackedRow content = table.heap().layout().pack(cells, hidden);
        return put(table, table.heap().heads().find(key), content);
    }

    /** Leaves a tombstone in the place of a row. */
    void remove(TableData table, RowHead head, Bytes hidden) {
        PackedRow content = table.keyOnly(head.present(), hidden);
        replace(table, head, RowVersion.tombstone(version, content, below(head)));
    }

    /** Leaves a tombstone where a row is not, nor was. */
    void bury(TableData table, Key key, Bytes hidden) {
        PackedRow content = table.keyOnly(key, hidden);
        RowHead head = table.heap().heads().find(key);
        if (head == null) {
            head = new RowHead(table.heap().identity(), table.key().hash(content));
        }
        replace(table, head, RowVersion.tombstone(version, content, below(head)));
    }

    /** Takes away what this commit made of a row, which it leaves as it found it. */
    void reset(RowHead head) {
        TableData table = catalog().find(head.table());
        if (table != null) {
            replace(table, head, below(head));
        }
    }

    /** Changes the structure. New indexes are filled with the rows of the state so far. */
    void define(String sql, Schema schema) {
        Catalog before = view.catalog();
        Catalog next = before.with(schema);
        FrozenOrders base = IndexBuild.orders(before, orders.freeze(), next, version);
        steps.add(new DefineStep(sql, before, orders));
        restore(next, new OrderEdits(next, base));
    }

    /** Puts a structure in place. */
    void restore(Catalog catalog, OrderEdits edits) {
        orders = edits;
        view = new View(catalog, edits, version);
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
        steps.clear();
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

    /** The changes of structure, and for each row the first step that touched it, in order. */
    List<Step> firstSteps() {
        List<Step> first = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step instanceof DefineStep
                    || (step instanceof RowStep && ((RowStep) step).isFirst(version))) {
                first.add(step);
            }
        }
        return first;
    }

    /** For each row the first step that touched it, in order. */
    List<RowStep> firstRowSteps() {
        List<RowStep> rows = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step instanceof RowStep && ((RowStep) step).isFirst(version)) {
                rows.add((RowStep) step);
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
                orders.remove(table, i, new EntryPlace(table.order(i), gone, version), head);
                grown -= Tree.ENTRY_BYTES;
            }
        }
        grown += table.heap().place(head, from, to);
        for (int i = 0; i < table.orderCount(); i++) {
            if (come != null && moves(table, i, come, gone)) {
                orders.add(table, i, new EntryPlace(table.order(i), come, version), head);
                grown += Tree.ENTRY_BYTES;
            }
        }
    }

    private static boolean moves(
            TableData table, int order, RowVersion row, @Nullable RowVersion other) {
        return other == null || (order != Orders.KEYS && !table.order(order).same(row, other));
    }

    private void replace(TableData table, RowHead head, @Nullable RowVersion after) {
        RowVersion before = head.newest();
        swap(table, head, before, after);
        steps.add(new RowStep(table, head, before, after));
    }

    /** What lies below this commit's own version of the row. */
    private @Nullable RowVersion below(RowHead head) {
        RowVersion newest = head.newest();
        return newest != null && newest.version() == version ? newest.previous() : newest;
    }
}
