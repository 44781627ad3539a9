package dev.syncdb.server.space;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Succession;
import dev.syncdb.store.Transaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries what is written in the cells of one version to those that only others have. Lives for one
 * request or one transaction.
 */
final class Carrying {
    private final @Nullable Succession succession;
    private final int version;
    private final Environment environment;

    /**
     * A carrying.
     *
     * @param succession the versions that are stored; null if there is but one
     * @param version in whose cells is written
     */
    Carrying(@Nullable Succession succession, int version, Environment environment) {
        this.succession = succession;
        this.version = version;
        this.environment = environment;
    }

    /** The operations, of which those that insert a row have all its cells. */
    List<Change> filled(List<Change> operations) {
        Succession versions = succession;
        if (versions == null) {
            return operations;
        }
        List<Change> filled = new ArrayList<>(operations.size());
        for (Change operation : operations) {
            filled.add(
                    operation instanceof Change.Insert insert && versions.carries(table(insert))
                            ? filled(insert, versions)
                            : operation);
        }
        return filled;
    }

    /**
     * Carries what a transaction has written so far. Rows that the operations do not name were
     * written by rules of the newest version.
     *
     * @param operations of which those that insert were {@linkplain #filled filled}
     * @return true if there was something to carry
     */
    boolean carry(Transaction transaction, List<Change> operations) {
        Succession versions = succession;
        if (versions == null) {
            return false;
        }
        Set<Place> named = new HashSet<>();
        for (Change operation : operations) {
            Place place = Place.of(operation);
            if (place != null) {
                named.add(place);
            }
        }
        boolean carried = false;
        for (Change change : transaction.changes()) {
            RowName name = change.changed();
            if (name != null && versions.carries(name.table())) {
                boolean own = named.contains(Place.of(name));
                int from = own ? version : versions.newest();
                carried |= carry(transaction, change, name, own ? operations : List.of(), from);
            }
        }
        return carried;
    }

    private boolean carry(
            Transaction transaction,
            Change change,
            RowName name,
            List<Change> operations,
            int from) {
        Succession versions = succession;
        Image image = transaction.get(name.table(), name.key());
        if (versions == null || image == null) {
            return false;
        }
        Row now = image.cells();
        Row after = now;
        if (change instanceof Change.Update update) {
            after = versions.edited(from, name.table(), before(now, update), now, environment);
        } else if (operations.isEmpty()) {
            after = versions.inserted(from, name.table(), now, environment);
        }
        return write(transaction, name, now, after);
    }

    private static boolean write(Transaction transaction, RowName name, Row now, Row after) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!now.sameAt(i, after)) {
                columns.add(i);
            }
        }
        int[] places = columns.stream().mapToInt(column -> column).toArray();
        Value[] values = new Value[places.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = after.at(places[i]);
        }
        if (places.length > 0) {
            transaction.update(name.table(), name.key(), places, values);
        }
        return places.length > 0;
    }

    /** The row as the transaction found it. */
    private static Row before(Row now, Change.Update update) {
        Value[] cells = now.toArray();
        for (Cell cell : update.cells()) {
            Value before = cell.before();
            if (before != null) {
                cells[cell.column()] = before;
            }
        }
        return Row.owned(cells);
    }

    private Change filled(Change.Insert insert, Succession versions) {
        Image image = insert.image();
        Row row = versions.inserted(version, table(insert), image.cells(), environment);
        return new Change.Insert(insert.row(), new Image(row, image.hidden()));
    }

    private static String table(Change.Insert insert) {
        return insert.row().table();
    }
}
