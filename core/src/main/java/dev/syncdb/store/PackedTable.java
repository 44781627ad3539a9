package dev.syncdb.store;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.row.BlockInput;
import dev.syncdb.store.row.RowBlockReader;
import dev.syncdb.store.tree.Tree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One table while it is read from the parts that {@link TableParts} made. Nothing of it is in the
 * table before {@link #settle}. Confined to the writer.
 */
final class PackedTable {
    /** Each row has one version, and that is looked at. */
    private static final long NEWEST = Long.MAX_VALUE;

    private final TableData table;
    private final HeadList heads = new HeadList();

    /** For each order the prefix of each head, and their hashes: no head is looked at for them. */
    private final long[][] prefixes;

    private int[] hashes = {};

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
            table.heap().rowBytes().count(head);
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
            order = new PackedOrder(
                    table.order(number), heads, prefixes[number], prefixes[Orders.KEYS], live);
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
    List<Tree<RowHead>> settle(boolean keepsTombstones) {
        if (table.heap().heads().size() > 0) {
            throw corrupt("has rows from before its snapshot");
        }
        RowHead twin = keepsTombstones || live == heads.size()
                ? table.heap().heads().fill(heads, hashes)
                : fillLive();
        if (twin != null) {
            throw corrupt("has two rows " + twin.key());
        }
        List<Tree<RowHead>> trees = new ArrayList<>();
        for (int i = 0; i < orders.length; i++) {
            trees.add(tree(i));
        }
        return trees;
    }

    private Tree<RowHead> tree(int number) {
        PackedOrder packed = orders[number];
        if (packed != null && packed.isWhole(live)) {
            return packed.tree();
        }
        IndexOrder order = table.order(number);
        return number == Orders.KEYS && isInOrder(prefixes[number], order)
                ? new SortedHeads(order, NEWEST, prefixes[number], heads.toArray(), live).tree()
                : OrderSort.tree(heads, order, NEWEST);
    }

    /** True if the rows came in this order, all of them live. */
    private boolean isInOrder(long[] places, IndexOrder order) {
        if (live < heads.size()) {
            return false;
        }
        for (int i = 1; i < live; i++) {
            int byPrefix = Long.compareUnsigned(places[i - 1], places[i]);
            if (byPrefix > 0
                    || (byPrefix == 0
                            && order.compare(
                                            heads.get(i - 1).present(),
                                            heads.get(i).present())
                                    >= 0)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable RowHead fillLive() {
        List<RowHead> kept = new ArrayList<>(live);
        int[] keptHashes = new int[live];
        for (RowHead head : heads) {
            if (head.present().isLive()) {
                keptHashes[kept.size()] = head.hash();
                kept.add(head);
            } else {
                table.heap().rowBytes().removed(head.present());
            }
        }
        return table.heap().heads().fill(kept, keptHashes);
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
        if (number == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(16, number * 2));
        }
        hashes[number] = head.hash();
        heads.add(head);
        live += row.isLive() ? 1 : 0;
    }

    private Corrupt corrupt(String what) {
        return new Corrupt(
                ErrorCode.CORRUPT_FILE, 0, "table " + table.structure().name() + " " + what);
    }
}
