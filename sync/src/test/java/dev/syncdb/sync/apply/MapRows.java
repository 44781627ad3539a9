package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.MergeContext;
import dev.syncdb.merge.MergeResult;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows in a map, of which a step goes when its task goes. No constraint but the primary key. */
public final class MapRows implements Rows {
    @Nullable
    MergeCalls functions;

    /** Where a row is. */
    public record Place(String table, Key key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byTable = table.compareTo(other.table);
            return byTable != 0 ? byTable : key.compareTo(other.key);
        }
    }

    private final Map<Place, Image> images = new TreeMap<>();
    private final Map<Place, Image> begun = new TreeMap<>();
    private final Map<Place, Bytes> tombstones = new TreeMap<>();
    private boolean constraintsHold = true;

    /** A copy that goes its own way. */
    public MapRows copy() {
        MapRows copy = new MapRows();
        copy.images.putAll(images);
        return copy;
    }

    /** All rows. */
    public Map<Place, Image> images() {
        return Collections.unmodifiableMap(images);
    }

    /** Makes the constraints at the end fail, as a UNIQUE clash would. */
    void breakConstraints() {
        constraintsHold = false;
    }

    /** Begins a transaction: {@link #changes()} are counted from here. */
    public void begin() {
        begun.clear();
        begun.putAll(images);
        tombstones.clear();
    }

    /** The net changes since {@link #begin()}. */
    @Override
    public List<Change> changes() {
        Set<Place> places = new LinkedHashSet<>(begun.keySet());
        places.addAll(images.keySet());
        List<Change> changes = new ArrayList<>();
        for (Place place : places) {
            RowName name = RowName.of(place.table(), place.key());
            Image before = begun.get(place);
            Image after = images.get(place);
            if (before == null && after != null) {
                changes.add(new Change.Insert(name, after));
            } else if (before != null && after == null) {
                changes.add(new Change.Delete(name, before.cells(), tombstones.get(place)));
            } else if (before != null && after != null && !before.equals(after)) {
                changes.add(new Change.Update(name, differences(before, after), after.hidden()));
            }
        }
        return changes;
    }

    /** The hidden bytes of a row that is gone since {@link #begin()}. */
    @Nullable
    Bytes tombstone(String table, Key key) {
        return tombstones.get(new Place(table, key));
    }

    /** Sets or, with null, takes away a row as it comes, as a phone's page does. */
    public void put(String table, Key key, @Nullable Image image) {
        Place place = new Place(table, key);
        if (image == null) {
            images.remove(place);
        } else {
            images.put(place, image);
        }
    }

    @Override
    public Schema schema() {
        return TestSchema.ALL;
    }

    @Override
    public @Nullable Image get(String table, Key key) {
        return images.get(new Place(table, key));
    }

    @Override
    public void insert(String table, Row row) {
        Place place = new Place(table, schema().table(table).keyOf(row));
        if (images.containsKey(place)) {
            throw Incorrect.at(ErrorCode.PRIMARY_KEY, "a second " + place.key(), table, null);
        }
        Bytes hidden = tombstones.getOrDefault(place, Bytes.EMPTY);
        images.put(place, new Image(row, hidden));
    }

    @Override
    public void update(String table, Key key, Row row) {
        Place place = new Place(table, key);
        images.put(place, new Image(row, images.get(place).hidden()));
    }

    @Override
    public void delete(String table, Key key) {
        Image gone = images.remove(new Place(table, key));
        if (gone != null) {
            tombstones.put(new Place(table, key), gone.hidden());
        }
        if (gone != null && table.equals("tasks")) {
            Value task = gone.cells().at(0);
            for (Place place : List.copyOf(images.keySet())) {
                Image step = images.get(place);
                if (place.table().equals("steps") && step.cells().at(1).equals(task)) {
                    delete("steps", place.key());
                }
            }
        }
    }

    @Override
    public void hide(String table, Key key, Bytes hidden) {
        Place place = new Place(table, key);
        if (images.containsKey(place)) {
            images.put(place, new Image(images.get(place).cells(), hidden));
        } else {
            tombstones.put(place, hidden);
        }
    }

    @Override
    public void discard(String table, Key key) {
        delete(table, key);
    }

    @Override
    public @Nullable Key clash(Index index, Row row, Key self) {
        return null;
    }

    @Override
    public List<Key> children(Table child, ForeignKey key, Row parent) {
        return List.of();
    }

    @Override
    public @Nullable Key parent(Table child, ForeignKey key, Row row) {
        return null;
    }

    @Override
    public @Nullable CellVersion deletedBy(RowName name) {
        return null;
    }

    @Override
    public DeletedRows deleted() {
        return DeletedRows.NONE;
    }

    @Override
    public void restore(DeletedRow row) {
        throw new UnsupportedOperationException("no table here keeps deleted rows");
    }

    @Override
    public void requireConstraints() {
        if (!constraintsHold) {
            throw Incorrect.at(ErrorCode.UNIQUE, "two of one title", "tasks", "title");
        }
    }

    private static List<Cell> differences(Image before, Image after) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < after.cells().size(); i++) {
            if (!after.cells().at(i).equals(before.cells().at(i))) {
                cells.add(new Cell(i, before.cells().at(i), after.cells().at(i)));
            }
        }
        return cells;
    }

    @Override
    public @Nullable MergeResult merged(
            @Nullable Value base, Value mine, Value theirs, MergeContext context) {
        return functions == null ? null : functions.call(base, mine, theirs, context);
    }
}
