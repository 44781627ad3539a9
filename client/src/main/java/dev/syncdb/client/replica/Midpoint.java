package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How shared rows were at one point of a transaction, so that what it does from there on can be
 * told apart. Lives as long as the transaction.
 */
final class Midpoint {
    private final Transaction transaction;
    private final Reader visible;

    /** The rows that the transaction had changed. Any other one was as it is visible. */
    private final Map<Place, @Nullable Image> images = new LinkedHashMap<>();

    /**
     * The present point.
     *
     * @param visible what was visible before the transaction
     */
    Midpoint(Transaction transaction, Reader visible) {
        this.transaction = transaction;
        this.visible = visible;
        for (Place place : changed()) {
            images.put(place, transaction.get(place.table(), place.key()));
        }
    }

    /** The rows that are not as they were at this point, as they were then. */
    Map<Place, @Nullable Image> differing() {
        Set<Place> touched = changed();
        touched.addAll(images.keySet());
        Map<Place, @Nullable Image> differing = new LinkedHashMap<>();
        for (Place place : touched) {
            Image image = image(place);
            if (!Objects.equals(image, transaction.get(place.table(), place.key()))) {
                differing.put(place, image);
            }
        }
        return differing;
    }

    /**
     * What the transaction did since, as the operations of one that begins here; all that it
     * expects is expected from here.
     */
    List<Change> operations() {
        List<Change> operations =
                new ArrayList<>(LocalOperations.expected(transaction, this::image));
        differing().forEach((place, before) -> {
            Image after = transaction.get(place.table(), place.key());
            Bytes hidden = before == null ? Bytes.EMPTY : before.hidden();
            RowName name = new RowName(place.table(), place.key(), HiddenCodec.handle(hidden));
            Table table = transaction.schema().table(place.table());
            if (before == null && after != null) {
                Row cells = table.withoutGenerated(after.cells());
                operations.add(new Change.Insert(name, Image.of(cells)));
            } else if (before != null && after == null) {
                operations.add(new Change.Delete(name, before.cells(), Bytes.EMPTY));
            } else if (before != null && after != null) {
                List<Cell> cells = cells(table, before.cells(), after.cells());
                if (!cells.isEmpty()) {
                    operations.add(new Change.Update(name, cells, Bytes.EMPTY));
                }
            }
        });
        return operations;
    }

    private static List<Cell> cells(Table table, Row before, Row after) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            boolean same = after.at(i).equals(before.at(i));
            if (!same && !table.columns().get(i).isGenerated()) {
                cells.add(new Cell(i, before.at(i), after.at(i)));
            }
        }
        return cells;
    }

    private Set<Place> changed() {
        Set<Place> places = new LinkedHashSet<>();
        for (Change change : transaction.changes()) {
            Place place = Place.of(change);
            if (place != null && Shadow.isShared(place)) {
                places.add(place);
            }
        }
        return places;
    }

    private @Nullable Image image(Place place) {
        return images.containsKey(place) ? images.get(place) : found(place);
    }

    // A table that the transaction created was not there before.
    private @Nullable Image found(Place place) {
        return visible.schema().find(place.table()) == null
                ? null
                : visible.get(place.table(), place.key());
    }
}
