package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rows and orders of a state as parts that a {@link Loading} takes. Without a change log the
 * rows come by table and key, all at the version of the state; with one they come as it lists them.
 * Used once, with the state pinned.
 */
final class StateParts {
    private final View view;
    private final @Nullable LogView log;
    private final Consumer<byte[]> parts;

    StateParts(Published state, Consumer<byte[]> parts) {
        this.view = state.view();
        this.log = state.log();
        this.parts = parts;
    }

    void write() {
        if (log == null) {
            for (TableData table : view.catalog().tables()) {
                writeByKey(table);
            }
        } else {
            writeByVersion(log);
        }
    }

    private void writeByKey(TableData table) {
        TableParts written = new TableParts(table, !table.indexes().isEmpty(), parts);
        TreeScan scan = view.table(table).scan(Range.ALL);
        while (scan.next()) {
            written.add(scan.head(), scan.present(), view.version());
        }
        written.flush();
        // The order of the keys is that of the rows.
        writeOrders(table, written, Orders.KEYS + 1);
    }

    private void writeByVersion(LogView written) {
        Map<TableData, TableParts> tables = new HashMap<>();
        LogScan scan = new LogScan(written, view, written.firstAfter(0));
        while (scan.next()) {
            tables.computeIfAbsent(scan.data(), each -> new TableParts(each, true, parts))
                    .add(scan.head(), scan.visible(), scan.version());
        }
        tables.values().forEach(TableParts::flush);
        tables.forEach((table, each) -> writeOrders(table, each, Orders.KEYS));
    }

    private void writeOrders(TableData table, TableParts written, int from) {
        for (int order = from; order < table.orderCount(); order++) {
            written.order(
                    order, table.order(order).at(view.version()), view.orders().tree(table, order));
        }
    }
}
