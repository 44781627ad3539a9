package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a store as one transaction sees and changes them. Lives as long as the transaction.
 */
public final class StoreRows implements Rows {
    private final Transaction transaction;
    private final DeletedRows deleted;
    private final Texts texts;
    private final @Nullable MergeCalls functions;

    /** The cells of rows that were brought back, as they came. */
    private final Map<Place, Row> restored = new HashMap<>();

    /** Rows of which those that are deleted are not kept. */
    public StoreRows(Transaction transaction) {
        this(transaction, DeletedRows.NONE, Texts.NONE, null);
    }

    /** Rows of a phone. */
    public StoreRows(Transaction transaction, MergeCalls functions) {
        this(transaction, DeletedRows.NONE, Texts.NONE, functions);
    }

    /** @param functions those that columns may name, null for none */
    public StoreRows(
            Transaction transaction,
            DeletedRows deleted,
            Texts texts,
            @Nullable MergeCalls functions) {
        this.transaction = transaction;
        this.deleted = deleted;
        this.texts = texts;
        this.functions = functions;
        transaction.deferUnique();
    }

    @Override
    public Schema schema() {
        return transaction.schema();
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        return transaction.get(table, key);
    }

    @Override
    public void insert(String table, Row row) {
        transaction.insert(table, row);
    }

    @Override
    public void update(String table, Key key, Row row) {
        transaction.update(table, key, row);
    }

    @Override
    public void delete(String table, Key key) {
        transaction.delete(table, key);
    }

    @Override
    public void discard(String table, Key key) {
        transaction.put(table, key, null);
    }

    @Override
    public void hide(String table, Key key, Bytes hidden) {
        transaction.hide(table, key, hidden);
    }

    @Override
    public @Nullable MergeResult merged(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        return functions == null ? null : functions.call(base, mine, theirs, context);
    }

    @Override
    public List<Change> changes() {
        List<Change> net = transaction.changes();
        if (restored.isEmpty()) {
            return net;
        }
        List<Change> changes = new ArrayList<>(net.size());
        net.forEach(change -> changes.add(
                change instanceof Change.Insert insert ? sinceItCameBack(insert) : change));
        return changes;
    }

    @Override
    public @Nullable Key clash(Index index, Row row, Key self) {
        return transaction.clash(index, row, self);
    }

    @Override
    public List<Key> children(Table child, ForeignKey key, Row parent) {
        return transaction.children(child.name(), key, parent);
    }

    @Override
    public @Nullable Key parent(Table child, ForeignKey key, Row row) {
        return transaction.parent(child.name(), key, row);
    }

    // The tombstone is of the last row that had the key; an older one may be kept.
    @Override
    public @Nullable CellVersion deletedBy(RowName name) {
        Bytes left = transaction.tombstone(name.table(), name.key());
        if (left != null) {
            RowVersions versions = HiddenCodec.read(left);
            if (name.handle() <= RowName.UNKNOWN || name.handle() == versions.handle()) {
                return versions.row();
            }
        }
        DeletedRow kept = deleted.find(name);
        return kept == null ? null : kept.deletedBy();
    }

    @Override
    public DeletedRows deleted() {
        return deleted;
    }

    @Override
    public Texts texts() {
        return texts;
    }

    @Override
    public void restore(DeletedRow row) {
        RowName name = row.name();
        Row cells = row.image().cells();
        transaction.insert(name.table(), cells);
        transaction.hide(name.table(), name.key(), row.image().hidden());
        restored.put(Place.of(name), cells);
    }

    // A row that went again and was then inserted is another: nothing hidden is left of it.
    private Change sinceItCameBack(Change.Insert insert) {
        RowName name = insert.row();
        Row before = restored.get(Place.of(name));
        Image image = insert.image();
        return before == null
                ? insert
                : new Change.Update(
                        name,
                        differences(schema().table(name.table()), before, image.cells()),
                        image.hidden());
    }

    private static List<Cell> differences(Table table, Row before, Row after) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            boolean same = after.at(i).equals(before.at(i));
            if (!same && !table.columns().get(i).isGenerated()) {
                cells.add(new Cell(i, before.at(i), after.at(i)));
            }
        }
        return cells;
    }

    @Override
    public void requireConstraints() {
        transaction.requireUnique();
        transaction.requireForeignKeys();
    }
}
