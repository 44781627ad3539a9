package dev.syncdb.store;

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
import java.util.stream.IntStream;

/**
 * One table of one catalog: its structure, its rows and what its indexes go by. A change of
 * structure makes a new one that shares the rows.
 */
final class TableData {
    private final Table structure;
    private final Heap heap;
    private final int position;
    private final RowRules rules;
    private final IndexOrder keyOrder;
    private final List<SecondaryIndex> indexes = new ArrayList<>();
    private final int[] otherColumns;
    private final Value[] otherNulls;

    /** @param position among the tables of the catalog */
    TableData(Table structure, Heap heap, int position) {
        this.structure = structure;
        this.heap = heap;
        this.position = position;
        this.rules = new RowRules(structure);
        List<IndexColumn> key = new ArrayList<>();
        for (int column : structure.primaryKey().columns()) {
            key.add(new IndexColumn(column, structure.columns().get(column).collation(), false));
        }
        this.keyOrder = new IndexOrder(key, List.of());
        this.otherColumns = IntStream.range(0, structure.columns().size())
                .filter(column -> !structure.primaryKey().columns().contains(column))
                .toArray();
        this.otherNulls = new Value[otherColumns.length];
        Arrays.fill(otherNulls, Value.NULL);
        for (Index definition : structure.indexes()) {
            IndexOrder order = new IndexOrder(definition.columns(), key);
            indexes.add(new SecondaryIndex(definition, order, indexes.size() + 1));
        }
    }

    Table structure() {
        return structure;
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

    /** What of a row stays behind in its tombstone. */
    PackedRow keyOnly(PackedRow row, Bytes hidden) {
        PackedRow key = heap.layout().patch(row, otherColumns, otherNulls);
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
