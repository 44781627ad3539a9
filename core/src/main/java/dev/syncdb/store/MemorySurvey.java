package dev.syncdb.store;

import dev.syncdb.store.MemoryReport.IndexMemory;
import dev.syncdb.store.MemoryReport.TableMemory;
import dev.syncdb.store.tree.Tree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Adds up what the parts of a store say that they take. Any thread may ask. */
final class MemorySurvey {
    private MemorySurvey() {}

    /** Every part, for which the nodes of all orders are visited. */
    static MemoryReport report(Published published, long budgetBytesMax) {
        View view = published.view();
        List<TableMemory> tables = new ArrayList<>();
        for (TableData table : view.catalog().tables()) {
            tables.add(report(view.table(table)));
        }
        LogView log = published.log();
        return new MemoryReport(budgetBytesMax, tables, log == null ? 0 : log.bytes());
    }

    /** The sum of all parts, about; the orders are not visited. */
    static long estimatedBytes(View view, @Nullable LogView log) {
        long bytes = log == null ? 0 : log.bytes();
        for (TableData table : view.catalog().tables()) {
            bytes += table.heap().bytes();
            for (int order = 0; order < table.orderCount(); order++) {
                bytes += (long) Tree.ENTRY_BYTES
                        * view.orders().tree(table, order).size();
            }
        }
        return bytes;
    }

    private static TableMemory report(TableView view) {
        TableData table = view.table();
        Heap heap = table.heap();
        List<IndexMemory> indexes = new ArrayList<>();
        for (SecondaryIndex index : table.indexes()) {
            long bytes = view.orders().tree(table, index.number()).bytes();
            indexes.add(new IndexMemory(index.definition().name(), bytes));
        }
        return new TableMemory(
                table.structure().name(),
                view.count(),
                heap.rowBytes().all(),
                heap.rowBytes().older(),
                heap.heads().bytes(),
                heap.layout().bytes(),
                view.orders().tree(table, Orders.KEYS).bytes(),
                indexes);
    }
}
