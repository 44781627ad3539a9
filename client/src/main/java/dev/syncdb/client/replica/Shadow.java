package dev.syncdb.client.replica;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * The store shows the shadow, the server's state at the cursor, with pending work on top. Only
 * where the two differ is an image of the shadow kept apart; a row without one is what the server
 * has. Keeping none but those, a flip costs what pending work and the page touch, whatever the size
 * of the replica.
 */
/**
 * What the server has in the rows that pending work changed; null where it has none. Confined to
 * the writer's turn.
 */
final class Shadow {
    private final Map<Place, @Nullable Image> images = new HashMap<>();

    /**
     * Keeps what is there now of every shared row that {@code changes} touch, unless something
     * older is kept.
     */
    void keep(List<Change> changes, Reader before) {
        for (Change change : changes) {
            Place place = Place.of(change);
            if (place != null && isShared(place) && !images.containsKey(place)) {
                images.put(place, before.get(place.table(), place.key()));
            }
        }
    }

    /**
     * What the server has in one row; null if it has none.
     *
     * @param visible what there is with pending work
     */
    @Nullable
    Image image(RowName row, Reader visible) {
        Place place = Place.of(row);
        return images.containsKey(place) ? images.get(place) : visible.get(row.table(), row.key());
    }

    /**
     * True if the server has no row here.
     *
     * @param visible what there is with pending work
     */
    boolean isEmpty(Snapshot visible) {
        for (Image image : images.values()) {
            if (image != null) {
                return false;
            }
        }
        for (Table table : visible.schema().tables()) {
            Scan scan =
                    Schema.isShared(table.name()) ? visible.scan(table.name(), Range.ALL) : null;
            while (scan != null && scan.next()) {
                if (!images.containsKey(new Place(table.name(), scan.key()))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Makes the transaction show the shadow. */
    void putBack(Transaction transaction) {
        images.forEach((place, image) -> transaction.put(place.table(), place.key(), image));
    }

    /** The rows that differ, with what the server has there. */
    Map<Place, @Nullable Image> images() {
        return new HashMap<>(images);
    }

    /** Adds the image of a row that pending work changed. */
    void add(Place place, @Nullable Image image) {
        images.put(place, image);
    }

    /** True for rows that the server has, too: users' rows, and records of conflicts. */
    static boolean isShared(Place place) {
        return Schema.isShared(place.table());
    }
}
