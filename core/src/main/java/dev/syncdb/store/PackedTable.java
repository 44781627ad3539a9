package dev.syncdb.store;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.row.BlockInput;
import dev.syncdb.store.row.RowBlockReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One table while it is read from the parts that {@link TableParts} made. Nothing of it is in the
 * table before {@link #settle}. Confined to the writer.
 */
final class PackedTable {
    private final TableData table;
    private final HeadList heads = new HeadList();

    /** For each order the prefix of each head. */
    private final long[][] prefixes;

    private final @Nullable PackedOrder[] orders;
    private int live;
    private long version;

    /** Whether no part was missing so far. */
    private boolean whole = true;

    PackedTable(TableData table) {
        this.table = table;
        table.heap().layout().setLoading(true);
        this.prefixes = new long[table.orderCount()][0];
        this.orders = new PackedOrder[prefixes.length];
    }

    TableData table() {
        return table;
    }

    /** All rows and tombstones in the order of their parts. */
    List<RowHead> heads() {
        return heads;
    }

    /** The version of the row that was read last. */
    long version() {
        return version;
    }

    /** Reads the rows of a part. */
    void rows(BlockInput part) {
        whole &= part.readVarint() == heads.size();
        int at = part.position();
        long first = part.readVarint();
        if (first < version) {
            throw part.malformed(at, "rows of version " + first + " behind version " + version);
        }
        RowBlockReader rows = new RowBlockReader(table.heap().layout(), part);
        KeyColumns key = table.key();
        TableIdentity identity = table.heap().identity();
        while (rows.next()) {
            version = first + (rows.mark() >>> 1);
            RowVersion row = RowVersion.loaded(version, rows, (rows.mark() & 1) != 0);
            table.rules().requireKeyType(row);
            RowHead head = new RowHead(identity, key.hash(row));
            head.setNewest(row);
            add(head, row);
        }
    }

    /** Reads the part of an order, unless rows are missing to which it refers. */
    void order(BlockInput part) {
        int number = part.readBelow(orders.length - 1, "order");
        long rows = part.readVarint();
        if (!whole || rows != heads.size()) {
            return;
        }
        PackedOrder order = orders[number];
        if (order == null) {
            order = new PackedOrder(heads, prefixes[number], live);
            orders[number] = order;
        }
        order.read(part);
    }

    /**
     * Puts the rows into the table, which is empty.
     *
     * @param keepsTombstones whether tombstones come with them
     * @return the orders of the live rows
     */
    SortedHeads[] settle(boolean keepsTombstones) {
        List<RowHead> kept = heads;
        if (!keepsTombstones && live < heads.size()) {
            kept = new ArrayList<>(heads);
            kept.removeIf(head -> !head.present().isLive());
        }
        if (table.heap().heads().size() > 0) {
            throw corrupt("has rows from before its snapshot");
        }
        RowHead twin = table.heap().fill(kept);
        if (twin != null) {
            throw corrupt("has two rows " + twin.key());
        }
        SortedHeads[] sorted = new SortedHeads[orders.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = sorted(i);
        }
        return sorted;
    }

    private SortedHeads sorted(int number) {
        PackedOrder order = orders[number];
        SortedHeads sorted = order == null ? null : order.whole();
        if (sorted == null && number == Orders.KEYS) {
            sorted = inOrder(prefixes[number], table.order(number));
        }
        return sorted == null ? OrderSort.sorted(heads, table.order(number), version) : sorted;
    }

    /** The live rows as they came, or null if these are not in order. */
    private @Nullable SortedHeads inOrder(long[] places, IndexOrder order) {
        if (live < heads.size()) {
            return null;
        }
        for (int i = 1; i < live; i++) {
            int byPrefix = Long.compareUnsigned(places[i - 1], places[i]);
            if (byPrefix > 0
                    || (byPrefix == 0
                            && order.compare(
                                            heads.get(i - 1).present(),
                                            heads.get(i).present())
                                    >= 0)) {
                return null;
            }
        }
        return new SortedHeads(places, heads.toArray(), live);
    }

    // The bytes of the row are near now, and will not be when the orders are made.
    private void add(RowHead head, RowVersion row) {
        int number = heads.size();
        for (int i = 0; i < prefixes.length; i++) {
            if (number == prefixes[i].length) {
                prefixes[i] = Arrays.copyOf(prefixes[i], Math.max(16, number * 2));
            }
            prefixes[i][number] = row.isLive() ? table.order(i).prefix(row, 0) : 0;
        }
        heads.add(head);
        live += row.isLive() ? 1 : 0;
    }

    private Corrupt corrupt(String what) {
        return new Corrupt(
                ErrorCode.CORRUPT_FILE, 0, "table " + table.structure().name() + " " + what);
    }
}
