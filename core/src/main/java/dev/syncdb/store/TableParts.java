package dev.syncdb.store;

import dev.syncdb.store.row.BlockOutput;
import dev.syncdb.store.row.RowBlockWriter;
import dev.syncdb.store.tree.Order;
import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/* Part:    | kind u8 | table text | …
 * Rows:    | 1 | table text | first varint | version varint | block, see RowBlockWriter |
 * Order:   | 2 | table text | order varint | rows varint | first varint | entry … |
 * Entry:   | number u32 | alike u8 |
 *
 * first    how many rows, or rows in that order, earlier parts of the table hold
 * mark     of a row in the block: how far its version lies above that of the part, times two, and
 *          one more for a tombstone
 * order    0 for that of the keys, else the number of the index among those of the table
 * rows     how many rows and tombstones of the table there are in all
 * number   of a row: how many rows and tombstones of the table come before it
 * alike    in how many columns of the order, from the first on, it is equal to the row before it
 *
 * Where one of the parts is lost, the numbers that follow do not fit: the others are good for all
 * that, and the orders are made from the rows.
 */
/**
 * One table of a state as parts that a {@link PackedTable} reads. Rows come in any order; orders
 * come when all rows were added. Confined to its owner.
 */
final class TableParts {
    static final int ROWS = 1;
    static final int ORDER = 2;

    /** What is lost with a damaged part. */
    private static final int ROWS_MAX = 1_000;

    /** Rows may be long. */
    private static final int ROW_BYTES_MAX = 1 << 20;

    private static final int ENTRIES_MAX = 1 << 16;

    /** What a byte can count. The order of an index of more columns is made from the rows. */
    private static final int LEVELS_MAX = Byte.MAX_VALUE;

    private final TableData table;
    private final Consumer<byte[]> parts;
    private final RowBlockWriter block;
    private final BlockOutput output = new BlockOutput();
    private final @Nullable HeadNumbers numbers;
    private int rows;
    private long blockVersion;

    /** @param numbered true if an order will be asked for */
    TableParts(TableData table, boolean numbered, Consumer<byte[]> parts) {
        this.table = table;
        this.parts = parts;
        this.block = new RowBlockWriter(table.heap().layout());
        this.numbers = numbered ? table.heap().heads().numbers() : null;
    }

    /** Adds a row or tombstone, at a version that lies before none that was added. */
    void add(RowHead head, RowVersion row, long version) {
        if (block.rows() == 0) {
            blockVersion = version;
        }
        block.add(row, (version - blockVersion) << 1 | (row.isLive() ? 0 : 1));
        if (numbers != null) {
            numbers.set(head, rows);
        }
        rows++;
        if (block.rows() == ROWS_MAX || block.size() >= ROW_BYTES_MAX) {
            flush();
        }
    }

    /** Hands over what was added last. */
    void flush() {
        if (block.rows() > 0) {
            begin(ROWS).writeVarint(rows - block.rows()).writeVarint(blockVersion);
            block.flush(output);
            parts.accept(output.toArray());
        }
    }

    /**
     * Hands over an order of the live rows, all of which were added.
     *
     * @param order of the tree
     */
    void order(int number, Order<RowHead> order, Tree<RowHead> tree) {
        if (numbers == null || order.levels() > LEVELS_MAX) {
            return;
        }
        int first = 0;
        TreeCursor<RowHead> heads = tree.cursor(null, null, false);
        RowHead before = null;
        for (RowHead head = heads.next(); head != null; ) {
            begin(ORDER).writeVarint(number).writeVarint(rows).writeVarint(first);
            for (int i = 0; i < ENTRIES_MAX && head != null; i++) {
                int alike = before == null ? 0 : heads.alike(order, before, head);
                output.writeInt(numbers.get(head)).writeByte(alike);
                first++;
                before = head;
                head = heads.next();
            }
            parts.accept(output.toArray());
        }
    }

    private BlockOutput begin(int kind) {
        output.clear();
        return output.writeByte(kind).writeText(table.structure().name());
    }
}
