package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One table of one catalog: its structure, its rows and what its indexes go by. A change of
 * structure makes a new one that shares the rows.
 */
final class TableData {
    /** The bit of the order of keys, see {@link #ordersOf}. */
    static final long KEY_ORDER = 1;

    /** Any order may be meant, see {@link #ordersOf}. */
    static final long ALL_ORDERS = -1;

    private final Table structure;
    private final Heap heap;
    private final int position;
    private final RowRules rules;
    private final IndexOrder keyOrder;
    private final List<SecondaryIndex> indexes = new ArrayList<>();
    private final List<Reference> references;
    private final List<Reference> referrers;
    private final boolean hasUniqueIndex;
    private final long[] ordersOfColumn;
    private final int[] keyColumns;

    /**
     * The table that has this structure and these rows.
     *
     * @param position among the tables of the catalog
     * @param references the foreign keys of the table
     * @param referrers the foreign keys, of any table, that refer to it
     */
    TableData(
            Table structure,
            Heap heap,
            int position,
            List<Reference> references,
            List<Reference> referrers) {
        this.structure = structure;
        this.heap = heap;
        this.position = position;
        this.references = references;
        this.referrers = referrers;
        this.rules = new RowRules(structure);
        List<IndexColumn> key = new ArrayList<>();
        for (int column : structure.primaryKey().columns()) {
            key.add(new IndexColumn(column, structure.columns().get(column).collation(), false));
        }
        this.keyOrder = new IndexOrder(key, List.of());
        this.keyColumns = structure.primaryKey().columns().stream()
                .mapToInt(column -> column)
                .toArray();
        for (Index definition : structure.indexes()) {
            IndexOrder order = new IndexOrder(definition.columns(), key);
            indexes.add(new SecondaryIndex(definition, order, indexes.size() + 1));
        }
        this.hasUniqueIndex =
                indexes.stream().anyMatch(index -> index.definition().unique());
        this.ordersOfColumn = new long[structure.columns().size()];
        structure.primaryKey().columns().forEach(column -> ordersOfColumn[column] = KEY_ORDER);
        for (SecondaryIndex index : indexes) {
            index.definition()
                    .columns()
                    .forEach(column -> ordersOfColumn[column.column()] |= bit(index.number()));
        }
    }

    private static long bit(int order) {
        return 1L << Math.min(order, Long.SIZE - 1);
    }

    Table structure() {
        return structure;
    }

    /**
     * True if this is the table of that very structure at that place, and no foreign key is near.
     */
    boolean isAloneAs(Table other, int place) {
        boolean alone = references.isEmpty() && referrers.isEmpty();
        return alone && position == place && structure.equals(other);
    }

    Heap heap() {
        return heap;
    }

    KeyColumns key() {
        return heap.identity().keyColumns();
    }

    /** Among the tables of its catalog. */
    int position() {
        return position;
    }

    /** A version of one of its rows as the table shows it: with as many columns as it has. */
    PackedRow row(PackedRow version) {
        return heap.layout().whole(version);
    }

    /** As {@link #row}, with the hidden bytes. */
    Image image(PackedRow version) {
        return new Image(row(version), version.hidden());
    }

    RowRules rules() {
        return rules;
    }

    IndexOrder keyOrder() {
        return keyOrder;
    }

    List<SecondaryIndex> indexes() {
        return indexes;
    }

    /** What the order of that number goes by, see {@link Orders}. */
    IndexOrder order(int number) {
        return number == Orders.KEYS ? keyOrder : indexes.get(number - 1).order();
    }

    /** The foreign keys of the table. */
    List<Reference> references() {
        return references;
    }

    /** The foreign keys, of any table, that refer to the table. */
    List<Reference> referrers() {
        return referrers;
    }

    /** True if one of the indexes is unique. */
    boolean hasUniqueIndex() {
        return hasUniqueIndex;
    }

    /**
     * Which orders these columns are part of: {@link #KEY_ORDER} for that of the key and another
     * bit for each index, but for many indexes one together; so 0 only if they are part of none.
     */
    long ordersOf(int[] columns) {
        long orders = 0;
        for (int column : columns) {
            orders |= ordersOfColumn[column];
        }
        return orders;
    }

    /** What of a row stays behind in its tombstone. */
    PackedRow keyOnly(PackedRow row, Bytes hidden) {
        PackedRow key = heap.layout().only(row, keyColumns);
        return heap.layout().hide(key, hidden);
    }

    /** What a tombstone of that key is made of. */
    PackedRow keyOnly(Key key, Bytes hidden) {
        Value[] cells = new Value[structure.columns().size()];
        Arrays.fill(cells, Value.NULL);
        List<Integer> columns = structure.primaryKey().columns();
        for (int i = 0; i < columns.size(); i++) {
            cells[columns.get(i)] = key.values().at(i);
        }
        return heap.layout().pack(Row.owned(cells), hidden);
    }

    /** How many orders its rows are kept in. */
    int orderCount() {
        return indexes.size() + 1;
    }

    /** The index of that name. Fails with UNKNOWN_INDEX. */
    SecondaryIndex index(String name) {
        SecondaryIndex found = find(name);
        if (found == null) {
            String message = "no index " + name + " on table " + structure.name();
            throw Incorrect.at(ErrorCode.UNKNOWN_INDEX, message, structure.name(), null);
        }
        return found;
    }

    /** The index of that name, or null. */
    @Nullable
    SecondaryIndex find(String name) {
        for (SecondaryIndex index : indexes) {
            if (Names.equal(index.definition().name(), name)) {
                return index;
            }
        }
        return null;
    }
}
