package dev.syncdb.store;

import java.util.List;

/**
 * Where the memory of a store is. All numbers are estimates of bytes on the heap of a virtual
 * machine with compressed references, and close ones: objects are counted, not weighed.
 *
 * <p>Not in it are what only open snapshots keep of the orders and of dropped tables, what an open
 * transaction needs to undo itself, and what statements use while they run.
 *
 * @param budgetBytesMax how much there may be, see {@link StoreOptions}; 0 for no budget
 * @param tables SyncDB's own among them
 * @param changeLogBytes of the list of changed rows, in order of version
 */
public record MemoryReport(long budgetBytesMax, List<TableMemory> tables, long changeLogBytes) {
    public MemoryReport {
        tables = List.copyOf(tables);
    }

    /** All together. */
    public long totalBytes() {
        long total = changeLogBytes;
        for (TableMemory table : tables) {
            total += table.totalBytes();
        }
        return total;
    }

    /**
     * One table.
     *
     * @param rows how many it has
     * @param rowBytes of all versions of all rows, with what is not committed yet
     * @param olderRowBytes the part of {@code rowBytes} that nobody sees but open snapshots, or
     *     that deleted rows have left; it is freed bit by bit when later transactions begin, but
     *     for the tombstones of a store that tracks changes
     * @param hashBytes of the hash by which rows are found
     * @param sharedTextBytes of texts that many rows have, each kept once
     * @param keyOrderBytes of the order of primary keys
     * @param indexes in the order in which they were made
     */
    public record TableMemory(
            String table,
            long rows,
            long rowBytes,
            long olderRowBytes,
            long hashBytes,
            long sharedTextBytes,
            long keyOrderBytes,
            List<IndexMemory> indexes) {
        public TableMemory {
            indexes = List.copyOf(indexes);
        }

        /** All together. */
        public long totalBytes() {
            long total = rowBytes + hashBytes + sharedTextBytes + keyOrderBytes;
            for (IndexMemory index : indexes) {
                total += index.bytes();
            }
            return total;
        }
    }

    /** One index of a table. */
    public record IndexMemory(String index, long bytes) {}
}
