package dev.syncdb.store;

import dev.syncdb.schema.Index;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

/** A declared index and its entries. */
final class SecondaryIndex {
    private final Index definition;
    private final OrderedIndex entries;

    SecondaryIndex(Index definition) {
        this.definition = definition;
        this.entries = new OrderedIndex(new IndexOrder(definition.columns()));
    }

    Index definition() {
        return definition;
    }

    OrderedIndex entries() {
        return entries;
    }

    void add(Row cells, RowHead head) {
        entries.add(entries.order().valuesOf(cells), head);
    }

    /** True if one entry serves both rows. */
    boolean same(Row cells, Row others) {
        return entries.order().same(cells, others);
    }

    /** Removes the entry of a version that left the chain, unless it serves another one too. */
    void removeUnlessNeeded(Row cells, RowHead head) {
        for (RowVersion each = head.newest(); each != null; each = each.previous()) {
            if (each.image() != null && same(each.image().cells(), cells)) {
                return;
            }
        }
        entries.remove(entries.order().valuesOf(cells), head);
    }

    boolean contains(Row cells, RowHead head) {
        return entries.contains(entries.order().valuesOf(cells), head);
    }

    Scan scan(Range range, long version) {
        return new VisibleRows(entries.entries(range), version, entries.order());
    }

    /** A row other than {@code self} that has the same values, none of them NULL; or null. */
    @Nullable
    Key clash(Row cells, @Nullable Key self, long version) {
        Row values = entries.order().valuesOf(cells);
        for (int i = 0; i < values.size(); i++) {
            if (values.at(i).isNull()) {
                return null;
            }
        }
        Scan others = scan(Range.of(values), version);
        while (others.next()) {
            if (!others.key().equals(self)) {
                return others.key();
            }
        }
        return null;
    }
}
