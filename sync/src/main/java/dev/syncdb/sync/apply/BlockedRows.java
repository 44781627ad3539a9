package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that some transactions wanted to write and did not, because they were rejected or are
 * held. What a later transaction does to them was meant for a state that never came to be. Confined
 * to its caller.
 */
public final class BlockedRows {
    /** How closely a transaction is tied to one before it, the closest last. */
    public enum Tie {
        /** It refers to a row that the other one wanted to change. */
        REFERS,
        /** It writes or expects a row that the other one wanted to write. */
        TOUCHES,
        /** It cannot be without a row that the other one wanted to insert. */
        NEEDS
    }

    /**
     * That a transaction depends on one before it.
     *
     * @param number of the one before
     */
    public record Dependence(long number, Tie tie) {}

    /** What a blocked transaction wanted to do to one row. */
    private record Block(long number, Change operation) {
        boolean inserts() {
            return operation instanceof Change.Insert;
        }

        /** Of two that wanted to write one row, the one without which there is no row at all. */
        Block or(Block later) {
            return inserts() ? this : later;
        }
    }

    private final Map<Place, Block> rows = new HashMap<>();

    /** By folded name of the table. */
    private final Map<String, List<Block>> tables = new HashMap<>();

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Takes in what a blocked transaction wanted to do. */
    public void add(long number, List<Change> operations) {
        for (Change operation : operations) {
            RowName row = operation.changed();
            if (row != null) {
                Place place = place(row);
                Block block = new Block(number, operation);
                rows.merge(place, block, Block::or);
                tables.computeIfAbsent(place.table(), any -> new ArrayList<>()).add(block);
            }
        }
    }

    /** On which of the blocked transactions these operations depend, most closely; or null. */
    public @Nullable Dependence find(List<Change> operations, Schema schema) {
        Dependence closest = null;
        for (Change operation : operations) {
            RowName row = isEmpty() ? null : lookedAt(operation);
            if (row != null) {
                closest = closer(closest, touching(operation, row));
                closest = closer(closest, referring(operation, row, schema));
            }
        }
        return closest;
    }

    private @Nullable Dependence touching(Change operation, RowName row) {
        Block block = rows.get(place(row));
        if (block == null) {
            return null;
        }
        boolean needs = block.inserts() && !(operation instanceof Change.Insert);
        return new Dependence(block.number(), needs ? Tie.NEEDS : Tie.TOUCHES);
    }

    private @Nullable Dependence referring(Change operation, RowName row, Schema schema) {
        Table table = schema.find(row.table());
        Dependence closest = null;
        if (table != null) {
            for (ForeignKey reference : table.foreignKeys()) {
                Block parent = parentOf(operation, reference, schema);
                if (parent != null) {
                    Tie tie = parent.inserts() ? Tie.NEEDS : Tie.REFERS;
                    closest = closer(closest, new Dependence(parent.number(), tie));
                }
            }
        }
        return closest;
    }

    /** The blocked row that the operation writes a reference to, or null. */
    private @Nullable Block parentOf(Change operation, ForeignKey reference, Schema schema) {
        Table parent = schema.find(reference.parentTable());
        if (parent == null) {
            return null;
        }
        List<Integer> columns = parentColumns(reference, parent);
        Key wanted = written(operation, reference.columns(), columns, parent);
        if (wanted == null) {
            return null;
        }
        String name = Names.fold(parent.name());
        if (columns.equals(parent.primaryKey().columns())) {
            return rows.get(new Place(name, wanted));
        }
        for (Block block : tables.getOrDefault(name, List.of())) {
            if (wanted.equals(written(block.operation(), columns, columns, parent))) {
                return block;
            }
        }
        return null;
    }

    private static List<Integer> parentColumns(ForeignKey reference, Table parent) {
        if (reference.parentColumns().isEmpty()) {
            return parent.primaryKey().columns();
        }
        List<Integer> columns = new ArrayList<>();
        for (String name : reference.parentColumns()) {
            columns.add(parent.indexOf(name));
        }
        return columns;
    }

    /**
     * The values that an operation writes into {@code columns}, all of them, as the parent's
     * columns compare them; else null.
     */
    private static @Nullable Key written(
            Change operation, List<Integer> columns, List<Integer> parentColumns, Table parent) {
        if (columns.size() != parentColumns.size() || parentColumns.contains(-1)) {
            return null;
        }
        Value[] values = new Value[columns.size()];
        List<Collation> collations = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Value value = written(operation, columns.get(i));
            if (value == null || value.equals(Value.NULL)) {
                return null;
            }
            values[i] = value;
            collations.add(parent.columns().get(parentColumns.get(i)).collation());
        }
        return Key.of(Row.owned(values), collations);
    }

    private static @Nullable Value written(Change operation, int column) {
        if (operation instanceof Change.Insert insert) {
            boolean known = column < insert.image().cells().size();
            return known ? insert.image().cells().at(column) : null;
        }
        if (operation instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                if (cell.column() == column) {
                    return cell.after();
                }
            }
        }
        return null;
    }

    private static @Nullable Dependence closer(
            @Nullable Dependence one, @Nullable Dependence other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.tie().compareTo(one.tie()) > 0 ? other : one;
    }

    private static Place place(RowName row) {
        return new Place(Names.fold(row.table()), row.key());
    }

    /** The row that an operation writes or expects. */
    private static @Nullable RowName lookedAt(Change operation) {
        return operation instanceof Change.Expect expect ? expect.row() : operation.changed();
    }
}
