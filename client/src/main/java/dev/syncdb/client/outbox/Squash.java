package dev.syncdb.client.outbox;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The net changes of two transactions in a row. A row that came and went is not told of; of a cell
 * that changed twice, the first value from before and the last one are. Pure.
 *
 * <p>What is expected was so before the one transaction, and not before the other, so it is never
 * said of both.
 */
final class Squash {
    private final Map<Place, Change> net = new LinkedHashMap<>();

    private Squash() {}

    /**
     * What both come to, or null if that cannot be said in one transaction: a row that was there
     * before, went and came again is another row, and only two transactions can say so.
     */
    static @Nullable List<Change> join(List<Change> earlier, List<Change> later) {
        Squash squash = new Squash();
        for (Change operation : earlier) {
            Place place = Place.of(operation);
            if (place == null || squash.net.put(place, operation) != null) {
                return null;
            }
        }
        for (Change operation : later) {
            if (!squash.add(operation)) {
                return null;
            }
        }
        return new ArrayList<>(squash.net.values());
    }

    private boolean add(Change operation) {
        Place place = Place.of(operation);
        if (place == null) {
            return false;
        }
        Change before = net.get(place);
        if (before == null) {
            net.put(place, operation);
            return true;
        }
        if (!Objects.equals(before.changed(), operation.changed())) {
            return false;
        }
        if (operation instanceof Change.Update update) {
            return change(place, before, update);
        }
        return operation instanceof Change.Delete delete && remove(place, before, delete);
    }

    private boolean change(Place place, Change before, Change.Update update) {
        if (before instanceof Change.Insert insert) {
            Row cells = patched(insert.image().cells(), update.cells(), false);
            net.put(place, new Change.Insert(insert.row(), Image.of(cells)));
            return true;
        }
        if (!(before instanceof Change.Update first)) {
            return false;
        }
        List<Cell> cells = both(first.cells(), update.cells());
        if (cells.isEmpty()) {
            net.remove(place);
        } else {
            net.put(place, new Change.Update(first.row(), cells, first.hidden()));
        }
        return true;
    }

    private boolean remove(Place place, Change before, Change.Delete delete) {
        if (before instanceof Change.Insert) {
            net.remove(place);
            return true;
        }
        if (!(before instanceof Change.Update first)) {
            return false;
        }
        Row row = delete.before();
        Row restored = row == null ? null : patched(row, first.cells(), true);
        net.put(place, new Change.Delete(delete.row(), restored, delete.hidden()));
        return true;
    }

    private static List<Cell> both(List<Cell> first, List<Cell> second) {
        Map<Integer, Cell> cells = new LinkedHashMap<>();
        first.forEach(cell -> cells.put(cell.column(), cell));
        for (Cell cell : second) {
            Cell known = cells.get(cell.column());
            Value before = known == null ? cell.before() : known.before();
            cells.put(cell.column(), new Cell(cell.column(), before, cell.after()));
        }
        cells.values().removeIf(cell -> cell.after().equals(cell.before()));
        return new ArrayList<>(cells.values());
    }

    /** The row with the values of some cells from after a change, or from before it. */
    private static Row patched(Row row, List<Cell> cells, boolean before) {
        Value[] patched = row.toArray();
        for (Cell cell : cells) {
            Value value = before ? cell.before() : cell.after();
            if (value != null) {
                patched[cell.column()] = value;
            }
        }
        return Row.owned(patched);
    }
}
