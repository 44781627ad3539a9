package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes rows under the rules of their tables, and runs the actions of foreign keys. Confined to
 * the writer.
 */
final class RowWriter implements ForeignKeys.Children {
    private final Workspace workspace;
    private final StoreRules rules;
    private final ForeignKeys foreignKeys;
    private boolean uniqueDeferred;

    RowWriter(Workspace workspace, StoreRules rules, ForeignKeys foreignKeys) {
        this.workspace = workspace;
        this.rules = rules;
        this.foreignKeys = foreignKeys;
    }

    Key insert(TableData table, Row row) {
        Row cells = complete(table, row);
        PackedRow content = packed(table, cells, Bytes.EMPTY);
        int hash = table.key().hash(content);
        RowHead place = table.heap().heads().find(content, hash);
        Constraints.requireFree(table, place);
        requireUniqueNow(table, content, null);
        RowHead head = place == null ? new RowHead(table.heap().identity(), hash) : place;
        workspace.put(table, head, content);
        if (table.rules().hasAutomaticKey()) {
            keys().used(table, content);
        }
        foreignKeys.written(table, head, null, content);
        return table.key().keyOf(cells);
    }

    /** Replaces a row that is there, and lets the actions of foreign keys follow. */
    Key replace(TableData table, Key key, Row row) {
        RowHead head = present(table, key);
        RowVersion before = head.present();
        return changed(table, key, head, packed(table, stored(table, row), before.hidden()));
    }

    /** Changes some cells of a row that is there, and lets the actions of foreign keys follow. */
    Key update(TableData table, Key key, int[] columns, Value[] values) {
        requireAsMany(columns, values);
        RowHead head = present(table, key);
        RowVersion before = head.present();
        CellEdits edits = CellEdits.of(table.rules(), before, columns, values);
        if (edits.isEmpty()) {
            return key;
        }
        PackedRow patched = table.heap().layout().patch(before, edits.columns(), edits.values());
        if (table.rules().generates()) {
            Row after = table.rules().generated(patched, rules.environment());
            return changed(table, key, head, packed(table, after, before.hidden()));
        }
        table.rules().requireSound(patched, edits.columns(), rules.environment());
        long orders = table.ordersOf(edits.columns());
        boolean moves =
                (orders & TableData.KEY_ORDER) != 0 && table.key().compare(before, patched) != 0;
        RowHead target = moves
                ? move(table, head, unhidden(table, patched))
                : patch(table, head, before, patched, orders);
        foreignKeys.act(this);
        return moves ? target.key() : key;
    }

    private RowHead patch(
            TableData table, RowHead head, RowVersion before, PackedRow after, long orders) {
        if (orders != 0) {
            requireUniqueNow(table, after, head);
        }
        workspace.put(table, head, before, after, orders);
        foreignKeys.written(table, head, before, after);
        foreignKeys.departed(table, before, after);
        return head;
    }

    /** Removes a row if it is there, and lets the actions of foreign keys follow. */
    boolean remove(TableData table, Key key) {
        RowHead head = live(table, key);
        if (head == null) {
            return false;
        }
        delete(table, head);
        foreignKeys.act(this);
        return true;
    }

    @Override
    public void update(TableData table, RowHead head, UnaryOperator<Row> change) {
        RowVersion before = RowVersion.liveOf(head.newest());
        if (before != null) {
            Row after = stored(table, change.apply(table.row(before)));
            write(table, head, packed(table, after, before.hidden()));
        }
    }

    @Override
    public void delete(TableData table, RowHead head) {
        RowVersion before = RowVersion.liveOf(head.newest());
        if (before != null) {
            workspace.remove(table, head, before.hidden());
            foreignKeys.departed(table, before, null);
        }
    }

    /** The row that {@link #insert} adds, once it is alone in keeping the rules. */
    Row complete(TableData table, Row row) {
        Row converted = table.rules().converted(row);
        Row filled = table.rules().hasAutomaticKey() ? keys().filled(table, converted) : converted;
        Row cells = table.rules().generated(filled, rules.environment());
        table.rules().requireSound(cells, rules.environment());
        return cells;
    }

    private Row stored(TableData table, Row row) {
        return table.rules().generated(table.rules().converted(row), rules.environment());
    }

    List<Key> conflicts(TableData table, Row row) {
        Row cells = stored(table, row);
        Set<Key> found = new LinkedHashSet<>();
        Key key = table.key().keyOf(cells);
        if (live(table, key) != null) {
            found.add(key);
        }
        TableView view = workspace.view().table(table);
        for (SecondaryIndex index : table.indexes()) {
            RowVersion clash = index.definition().unique() ? view.clash(index, cells, null) : null;
            if (clash != null) {
                found.add(table.key().keyOf(clash));
            }
        }
        return List.copyOf(found);
    }

    /** Sets or, with null, removes a row as it is given, but for its generated columns. */
    void put(TableData table, Key key, @Nullable Image image) {
        RowHead head = table.heap().heads().findToWrite(key);
        RowVersion before = head == null ? null : RowVersion.liveOf(head.newest());
        if (image != null) {
            Constraints.requireKey(table, key, image.cells());
            Row cells = table.rules().generated(image.cells(), rules.environment());
            PackedRow content = packed(table, cells, image.hidden());
            if (before == null || !before.sameContent(content)) {
                workspace.put(table, head, content);
            }
        } else if (head != null && before != null) {
            workspace.remove(table, head, before.hidden());
        }
    }

    /** Replaces the hidden bytes of a row or of its fresh tombstone. */
    void hide(TableData table, Key key, Bytes hidden) {
        RowHead head = table.heap().heads().findToWrite(key);
        RowVersion newest = head == null ? null : head.newest();
        if (head != null && newest != null && newest.isLive()) {
            if (!newest.hides(hidden)) {
                workspace.put(table, head, table.heap().layout().hide(newest, hidden));
            }
        } else if (head != null && newest != null && newest.version() == workspace.version()) {
            workspace.remove(table, head, hidden);
        } else {
            throw absent(table, key);
        }
    }

    /** Leaves the checks of UNIQUE to {@link #requireUnique}. */
    void deferUnique() {
        uniqueDeferred = true;
    }

    /** Fails with UNIQUE if a row that was written clashes with another one. */
    void requireUnique() {
        for (RowStep step : workspace.rows()) {
            RowHead head = step.head();
            TableData table = workspace.catalog().find(head.table());
            RowVersion row = RowVersion.liveOf(head.newest());
            if (table != null && row != null) {
                Constraints.requireUnique(workspace.view().table(table), row, head);
            }
        }
    }

    private static PackedRow packed(TableData table, Row cells, Bytes hidden) {
        return table.heap().layout().pack(cells, hidden);
    }

    private void requireUniqueNow(TableData table, Row cells, @Nullable RowHead self) {
        if (!uniqueDeferred && table.hasUniqueIndex()) {
            Constraints.requireUnique(workspace.view().table(table), cells, self);
        }
    }

    private static void requireAsMany(int[] columns, Value[] values) {
        if (columns.length != values.length) {
            throw new Incorrect(
                    ErrorCode.PARAMETER,
                    values.length + " values for " + columns.length + " columns");
        }
    }

    private KeyChooser keys() {
        return new KeyChooser(
                rules.options().automaticKeys(), rules.environment().random(), workspace);
    }

    private Key changed(TableData table, Key key, RowHead head, PackedRow after) {
        RowHead target = write(table, head, after);
        foreignKeys.act(this);
        return target == head ? key : target.key();
    }

    /** @param after the whole row, with the hidden bytes of the one before */
    private RowHead write(TableData table, RowHead head, PackedRow after) {
        RowVersion before = head.present();
        if (before.sameContent(after)) {
            return head;
        }
        table.rules().requireSound(after, rules.environment());
        return table.key().compare(before, after) == 0
                ? patch(table, head, before, after, TableData.ALL_ORDERS)
                : move(table, head, unhidden(table, after));
    }

    private static PackedRow unhidden(TableData table, PackedRow row) {
        return table.heap().layout().hide(row, Bytes.EMPTY);
    }

    /** Gives a row another key. */
    private RowHead move(TableData table, RowHead head, PackedRow after) {
        RowVersion before = head.present();
        RowHead place = table.heap().find(after);
        Constraints.requireFree(table, place);
        requireUniqueNow(table, after, head);
        workspace.remove(table, head, before.hidden());
        RowHead target = workspace.put(table, place, after);
        foreignKeys.written(table, target, null, after);
        foreignKeys.departed(table, before, after);
        return target;
    }

    private RowHead present(TableData table, Key key) {
        RowHead head = live(table, key);
        if (head == null) {
            throw absent(table, key);
        }
        return head;
    }

    private static @Nullable RowHead live(TableData table, Key key) {
        RowHead head = table.heap().heads().findToWrite(key);
        return head == null || RowVersion.liveOf(head.newest()) == null ? null : head;
    }

    private static Incorrect absent(TableData table, Key key) {
        String name = table.structure().name();
        return Incorrect.at(ErrorCode.ROW_ABSENT, "no row " + key + " in " + name, name, null);
    }
}
