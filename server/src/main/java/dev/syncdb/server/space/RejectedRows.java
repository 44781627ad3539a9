package dev.syncdb.server.space;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
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
 * The rows that the rejected transactions of one request wanted to write. What a later transaction
 * of the request does to them was meant for a state that never came to be. Lives for one request.
 */
final class RejectedRows {
    /** What is to become of a transaction because of the rejected ones before it. */
    enum Fate {
        /** It touches none of their rows. */
        FREE,
        /** It needs a row that one of them inserted: it is rejected too. */
        CHAINED,
        /**
         * It touches one of their rows otherwise: the client is to see what the row is now before
         * it pushes again.
         */
        WAITS
    }

    private record Place(String table, Key key) {}

    /** True where the rejected transaction inserted the row. */
    private final Map<Place, Boolean> inserted = new HashMap<>();

    /** Remembers the rows of a rejected transaction. */
    void add(List<Change> operations) {
        for (Change operation : operations) {
            RowName row = rowOf(operation);
            if (row != null) {
                inserted.merge(place(row), operation instanceof Change.Insert, Boolean::logicalOr);
            }
        }
    }

    Fate fateOf(List<Change> operations, Schema schema) {
        if (inserted.isEmpty()) {
            return Fate.FREE;
        }
        Fate fate = Fate.FREE;
        for (Change operation : operations) {
            Fate found = fateOf(operation, schema);
            fate = found == Fate.FREE || fate == Fate.CHAINED ? fate : found;
        }
        return fate;
    }

    /** The rows that the operations name. */
    static List<RowName> rowsOf(List<Change> operations) {
        List<RowName> rows = new ArrayList<>();
        for (Change operation : operations) {
            RowName row = rowOf(operation);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Fate fateOf(Change operation, Schema schema) {
        RowName row = rowOf(operation);
        if (row == null) {
            return Fate.FREE;
        }
        Boolean wasInserted = inserted.get(place(row));
        Fate fate = Fate.FREE;
        if (wasInserted != null) {
            boolean needed = wasInserted && !(operation instanceof Change.Insert);
            fate = needed ? Fate.CHAINED : Fate.WAITS;
        }
        Table table = schema.find(row.table());
        if (table == null || fate == Fate.CHAINED) {
            return fate;
        }
        for (ForeignKey reference : table.foreignKeys()) {
            Place parent = parentOf(operation, reference, schema);
            Boolean parentInserted = parent == null ? null : inserted.get(parent);
            if (parentInserted != null) {
                fate = parentInserted ? Fate.CHAINED : Fate.WAITS;
            }
        }
        return fate;
    }

    /** The row whose primary key the operation writes into a foreign key, or null. */
    private static @Nullable Place parentOf(Change operation, ForeignKey reference, Schema schema) {
        Table parent = schema.find(reference.parentTable());
        if (parent == null || !namesPrimaryKey(reference, parent)) {
            return null;
        }
        Value[] values = new Value[reference.columns().size()];
        List<Collation> collations = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            Value value = written(operation, reference.columns().get(i));
            if (value == null) {
                return null;
            }
            values[i] = value;
            int parentColumn = parent.primaryKey().columns().get(i);
            collations.add(parent.columns().get(parentColumn).collation());
        }
        return new Place(Names.fold(parent.name()), Key.of(Row.owned(values), collations));
    }

    private static boolean namesPrimaryKey(ForeignKey reference, Table parent) {
        List<Integer> key = parent.primaryKey().columns();
        if (reference.columns().size() != key.size()) {
            return false;
        }
        for (int i = 0; i < reference.parentColumns().size(); i++) {
            if (parent.indexOf(reference.parentColumns().get(i)) != key.get(i)) {
                return false;
            }
        }
        return true;
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

    private static Place place(RowName row) {
        return new Place(Names.fold(row.table()), row.key());
    }

    private static @Nullable RowName rowOf(Change operation) {
        if (operation instanceof Change.Insert insert) {
            return insert.row();
        }
        if (operation instanceof Change.Update update) {
            return update.row();
        }
        return operation instanceof Change.Delete delete ? delete.row() : null;
    }
}
