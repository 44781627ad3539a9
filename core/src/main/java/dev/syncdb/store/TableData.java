package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One table: its structure, its rows and its indexes. A change of indexes makes a new one that
 * shares the rows and the other indexes, so that readers of older versions keep theirs.
 */
final class TableData {
    private final Table structure;
    private final Heap heap;
    private final List<SecondaryIndex> indexes;
    private final List<Collation> keyCollations;

    private TableData(Table structure, Heap heap, List<SecondaryIndex> indexes) {
        this.structure = structure;
        this.heap = heap;
        this.indexes = indexes;
        this.keyCollations = new ArrayList<>();
        for (int column : structure.primaryKey().columns()) {
            keyCollations.add(structure.columns().get(column).collation());
        }
    }

    static TableData empty(Table structure) {
        return new TableData(structure, new Heap(structure), List.of()).withIndexesOf(structure);
    }

    /**
     * This table with the indexes of {@code next}; new ones are filled with the rows that the
     * writer sees.
     */
    TableData withIndexesOf(Table next) {
        List<SecondaryIndex> chosen = new ArrayList<>();
        for (Index definition : next.indexes()) {
            SecondaryIndex present = find(definition.name());
            chosen.add(present == null ? filled(definition) : present);
        }
        return new TableData(next, heap, chosen);
    }

    Table structure() {
        return structure;
    }

    Heap heap() {
        return heap;
    }

    List<SecondaryIndex> indexes() {
        return indexes;
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

    /** The key that these cells, which may be fewer than the key has columns, form. */
    Key key(Row cells) {
        return Key.of(cells, keyCollations);
    }

    @Nullable
    Image get(Key key, long version) {
        RowHead head = heap.head(key);
        return head == null ? null : head.imageAt(version);
    }

    Scan scan(Range range, long version) {
        Range folded = new Range(folded(range.lower()), folded(range.upper()), range.backward());
        return new VisibleRows(heap.keys().entries(folded), version, null);
    }

    /** Adopts the head of that key, or makes one that {@link #swap} will attach. */
    RowHead headFor(Key key) {
        RowHead present = heap.head(key);
        return present == null ? new RowHead(heap.identity(), key) : present;
    }

    /**
     * Puts {@code to} in the place of {@code from} as the newest version of a row, and keeps
     * indexes and count true. One of them may be null, for a row that has no version; calling it
     * the other way round undoes it.
     */
    void swap(RowHead head, @Nullable RowVersion from, @Nullable RowVersion to) {
        Image gone = from == null ? null : from.image();
        Image come = to == null ? null : to.image();
        for (SecondaryIndex index : indexes) {
            if (come != null && (gone == null || !index.same(gone.cells(), come.cells()))) {
                index.add(come.cells(), head);
            }
        }
        head.setNewest(to);
        if (from == null) {
            heap.attach(head);
        }
        if (gone != null) {
            forget(head, gone.cells());
        }
        if (to == null) {
            heap.detach(head);
        }
        if ((gone == null) != (come == null)) {
            long version = Math.max(versionOf(from), versionOf(to));
            heap.count().add(version, come == null ? -1 : 1);
            if (come == null) {
                heap.largestKey().went(head.key());
            } else {
                heap.largestKey().came(head.key());
            }
        }
    }

    /** Removes the index entries of a version that left the chain of its row. */
    void forget(RowHead head, Row cells) {
        for (SecondaryIndex index : indexes) {
            index.removeUnlessNeeded(cells, head);
        }
    }

    private @Nullable SecondaryIndex find(String name) {
        for (SecondaryIndex index : indexes) {
            if (Names.equal(index.definition().name(), name)) {
                return index;
            }
        }
        return null;
    }

    private SecondaryIndex filled(Index definition) {
        SecondaryIndex index = new SecondaryIndex(definition);
        for (RowHead head : heap.heads()) {
            RowVersion newest = head.newest();
            if (newest != null && newest.image() != null) {
                index.add(newest.image().cells(), head);
            }
        }
        return index;
    }

    private Range.@Nullable Bound folded(Range.@Nullable Bound bound) {
        if (bound == null) {
            return null;
        }
        heap.keys().order().requirePrefix(bound.prefix());
        return new Range.Bound(key(bound.prefix()).values(), bound.inclusive());
    }

    private static long versionOf(@Nullable RowVersion version) {
        return version == null ? 0 : version.version();
    }
}
