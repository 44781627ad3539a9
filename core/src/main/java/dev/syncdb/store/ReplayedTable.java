package dev.syncdb.store;

import dev.syncdb.change.Change;
import dev.syncdb.clock.Environment;
import dev.syncdb.store.row.BlockInput;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.RowBlockReader;
import dev.syncdb.store.row.RowBlockWriter;
import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;
import dev.syncdb.store.tree.TreeEdit;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One table while commits are replayed on it that nobody reads before the last of them: rows change
 * one by one, and the orders at the end, all at once. Until then a changed row has below it the
 * version at which the orders still know it. Confined to the writer.
 */
final class ReplayedTable {
    /** The newest version of each row is looked at. */
    private static final long NEWEST = Long.MAX_VALUE;

    private final TableData table;
    private final @Nullable List<Tree<RowHead>> known;
    private final long base;
    private final boolean keepsTombstones;
    private final List<RowHead> changed = new ArrayList<>();

    /** Rows that were removed from the table, and have in their orders what they still point to. */
    private final List<RowHead> gone = new ArrayList<>();

    /**
     * A table on which nothing was replayed.
     *
     * @param known its orders; null if the trees of the state have them
     * @param base the version of the state; all commits lie above it
     */
    ReplayedTable(
            TableData table,
            @Nullable List<Tree<RowHead>> known,
            long base,
            boolean keepsTombstones) {
        this.table = table;
        this.known = known;
        this.base = base;
        this.keepsTombstones = keepsTombstones;
        table.heap().layout().setLoading(true);
    }

    TableData table() {
        return table;
    }

    boolean isNamed(String name) {
        return table.structure().name().equals(name);
    }

    /**
     * Replays a change of a row; null if it leaves nothing of one that was not there. Fails with
     * Incorrect or Corrupt if it does not fit.
     */
    @Nullable
    RowStep replay(Change change, long version, Environment environment) {
        if (change instanceof Change.Insert) {
            return insert((Change.Insert) change, version, environment);
        }
        if (change instanceof Change.Update) {
            return update((Change.Update) change, version, environment);
        }
        return delete((Change.Delete) change, version);
    }

    /** Replays the inserts of one commit, see {@link RowBlockWriter}. */
    void insert(BlockInput block, long version, List<RowStep> steps) {
        RowBlockReader rows = new RowBlockReader(table.heap().layout(), block);
        while (rows.next()) {
            PackedRow row = rows.row();
            table.rules().requireKeyType(row);
            RowHead head = headOf(row);
            steps.add(replace(head, RowVersion.live(version, row, below(head))));
        }
    }

    /** The orders of the rows as they are now; nobody reads an earlier version any more. */
    List<Tree<RowHead>> finish(Orders present) {
        List<Tree<RowHead>> trees = new ArrayList<>();
        changed.removeIf(head -> !isChanged(head));
        for (int i = 0; i < table.orderCount(); i++) {
            Tree<RowHead> before = known == null ? present.tree(table, i) : known.get(i);
            trees.add(changed.isEmpty() && gone.isEmpty() ? before : brought(before, i));
        }
        for (RowHead head : changed) {
            table.heap().cut(head.present());
        }
        table.heap().layout().setLoading(false);
        return trees;
    }

    /** An order from before, brought to where the rows are now. */
    private Tree<RowHead> brought(Tree<RowHead> before, int number) {
        IndexOrder order = table.order(number);
        List<RowHead> come = new ArrayList<>();
        TreeEdit<RowHead> edit = new TreeEdit<>(order.at(base), before);
        for (RowHead head : gone) {
            edit.remove(new EntryPlace(order, head.present(), base), head);
        }
        for (RowHead head : changed) {
            RowVersion now = head.present();
            RowVersion left = RowVersion.liveOf(below(head));
            if (left == null
                    || !now.isLive()
                    || !(number == Orders.KEYS || order.same(left, now))) {
                if (left != null) {
                    edit.remove(new EntryPlace(order, left, base), head);
                }
                if (now.isLive()) {
                    come.add(head);
                }
            }
        }
        Tree<RowHead> left = edit.freeze();
        return come.size() > left.size() / 2 ? sorted(left, come, order) : with(left, come, order);
    }

    private static Tree<RowHead> with(Tree<RowHead> left, List<RowHead> come, IndexOrder order) {
        TreeEdit<RowHead> edit = new TreeEdit<>(order.at(NEWEST), left);
        RowHead[] heads = OrderSort.roughly(come, order);
        Lookahead ahead = new Lookahead();
        for (int from = 0; from < heads.length; from += Lookahead.ROWS_MAX) {
            int count = Math.min(Lookahead.ROWS_MAX, heads.length - from);
            ahead.fetch(heads, from, count, NEWEST);
            for (int i = from; i < from + count; i++) {
                edit.add(new EntryPlace(order, heads[i].present(), NEWEST), heads[i]);
            }
        }
        return edit.freeze();
    }

    private static Tree<RowHead> sorted(Tree<RowHead> left, List<RowHead> come, IndexOrder order) {
        List<RowHead> all = new ArrayList<>(left.size() + come.size());
        TreeCursor<RowHead> cursor = left.cursor(null, null, false);
        for (RowHead head = cursor.next(); head != null; head = cursor.next()) {
            all.add(head);
        }
        all.addAll(come);
        return OrderSort.tree(all, order, NEWEST);
    }

    private boolean isChanged(RowHead head) {
        RowVersion newest = head.newest();
        return newest != null && newest.version() > base;
    }

    private RowStep insert(Change.Insert insert, long version, Environment environment) {
        table.rules().requireWidth(insert.image().cells());
        Row cells = table.rules().generated(insert.image().cells(), environment);
        PackedRow row = table.heap().layout().pack(cells, insert.image().hidden());
        table.rules().requireKeyType(row);
        if (!table.key().has(row, insert.row().key())) {
            throw Recovery.wrongKey(table, insert.row().key(), version);
        }
        RowHead head = headOf(row);
        return replace(head, RowVersion.live(version, row, below(head)));
    }

    private RowStep update(Change.Update update, long version, Environment environment) {
        RowHead head = table.heap().heads().find(update.row().key());
        RowVersion present = head == null ? null : RowVersion.liveOf(head.newest());
        if (head == null || present == null) {
            throw Recovery.absent(update.row(), version);
        }
        PackedRow row = Recovery.updated(table, present, update, version, environment);
        return replace(head, RowVersion.live(version, row, below(head)));
    }

    private @Nullable RowStep delete(Change.Delete delete, long version) {
        Key key = delete.row().key();
        if (keepsTombstones) {
            PackedRow left = table.keyOnly(key, delete.hidden());
            RowHead head = headOf(left);
            return replace(head, RowVersion.tombstone(version, left, below(head)));
        }
        RowHead head = table.heap().heads().find(key);
        if (head != null) {
            remove(head);
        }
        return null;
    }

    /** The head of the row with the same key, perhaps a new one. */
    private RowHead headOf(PackedRow row) {
        int hash = table.key().hash(row);
        RowHead head = table.heap().heads().find(row, hash);
        return head == null ? new RowHead(table.heap().identity(), hash) : head;
    }

    private RowStep replace(RowHead head, RowVersion next) {
        RowVersion before = head.newest();
        if (before == null || before.version() <= base) {
            changed.add(head);
        }
        table.heap().place(head, before, next);
        return new RowStep(table, head, before, next);
    }

    @SuppressWarnings("ReferenceEquality")
    private void remove(RowHead head) {
        RowVersion newest = head.newest();
        RowVersion before = below(head);
        if (newest != before) {
            table.heap().place(head, newest, before);
        }
        if (before != null) {
            // A commit that was not replayed here may have left something below it.
            table.heap().cut(before);
            table.heap().place(head, before, null);
            head.setNewest(before);
            gone.add(head);
        }
    }

    /** The version of the row that the orders know, or null. */
    private @Nullable RowVersion below(RowHead head) {
        RowVersion newest = head.newest();
        return newest != null && newest.version() > base ? newest.previous() : newest;
    }
}
