package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.tree.Tree;
import dev.syncdb.store.tree.TreeCursor;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Looks for everything that is wrong in one published state, and in the structures that hold it.
 * Lives for one check.
 */
final class Consistency {
    private final View view;
    private final @Nullable LogView log;
    private final Environment environment;
    private final List<Inconsistency> findings = new ArrayList<>();

    Consistency(Published published, Environment environment) {
        this.view = published.view();
        this.log = published.log();
        this.environment = environment;
    }

    List<Inconsistency> findings() {
        for (TableData table : view.catalog().tables()) {
            checkRows(view.table(table));
            checkBytes(table.heap());
            for (int order = 0; order < table.orderCount(); order++) {
                checkOrder(table, order);
            }
        }
        if (log != null) {
            checkLog(log);
        }
        return List.copyOf(findings);
    }

    private void checkRows(TableView table) {
        long[] count = {0};
        table.table().heap().heads().forEach(head -> {
            checkChain(head);
            RowVersion row = head.liveAt(view.version());
            if (row != null) {
                count[0]++;
                checkRow(table, head, row);
            }
        });
        if (count[0] != table.count()) {
            report(
                    table.table().heap().identity(),
                    "count",
                    table.count() + " are counted, " + count[0] + " there");
        }
    }

    private void checkBytes(Heap heap) {
        RowBytes known = heap.rowBytes();
        RowBytes counted = RowBytes.of(heap.heads());
        if (known.all() != counted.all() || known.older() != counted.older()) {
            report(
                    heap.identity(),
                    "memory",
                    "rows take " + counted.all() + " bytes, " + counted.older()
                            + " of them for older ones, not " + known.all() + " and "
                            + known.older());
        }
    }

    private void checkRow(TableView table, RowHead head, RowVersion row) {
        TableData data = table.table();
        PackedRow cells = data.row(row);
        attempt(head, () -> Constraints.requireKey(data, data.key().keyOf(row), cells));
        attempt(head, () -> data.rules().requireGenerated(cells, environment));
        attempt(head, () -> data.rules().requireSound(cells, environment));
        attempt(head, () -> Constraints.requireUnique(table, row, head));
        if (data.key().hash(row) != head.hash()) {
            report(head, "has the hash of another key");
        }
        for (int order = 0; order < data.orderCount(); order++) {
            EntryPlace place = new EntryPlace(data.order(order), row, view.version());
            if (view.orders().tree(data, order).atOrBehind(place) != head) {
                report(head, "not in " + name(data, order));
            }
        }
        for (Reference reference : data.references()) {
            attempt(head, () -> checkReference(reference, head, row));
        }
    }

    private void checkReference(Reference reference, RowHead head, Row cells) {
        Row wanted = reference.wanted(cells);
        if (wanted != null && !reference.exists(wanted, view)) {
            report(head, "no row " + wanted + " in " + reference.key().parentTable());
        }
    }

    private void checkChain(RowHead head) {
        RowVersion newer = head.newest();
        if (newer == null) {
            report(head.table(), "a row", "has no version");
            return;
        }
        for (RowVersion each = newer.previous();
                each != null && !each.isCut();
                each = each.previous()) {
            if (each.version() >= newer.version()) {
                report(head, "version " + newer.version() + " is followed by " + each.version());
            }
            newer = each;
        }
    }

    private void checkOrder(TableData table, int number) {
        IndexOrder order = table.order(number);
        Tree<RowHead> tree = view.orders().tree(table, number);
        TreeCursor<RowHead> heads = tree.cursor(null, null, false);
        RowVersion before = null;
        long count = 0;
        for (RowHead head = heads.next(); head != null; head = heads.next()) {
            count++;
            RowVersion row = head.liveAt(view.version());
            if (row == null || table.heap().find(row) != head) {
                report(
                        table.heap().identity(),
                        name(table, number),
                        "has an entry for a row that is not there");
                continue;
            }
            if (before != null && isBehind(order, before, row)) {
                report(head, "in the wrong place of " + name(table, number));
            }
            before = row;
        }
        String problem = findings.isEmpty() ? tree.problem(order.at(view.version())) : null;
        if (problem != null) {
            report(table.heap().identity(), name(table, number), "has " + problem);
        }
        if (count != tree.size()) {
            report(
                    table.heap().identity(),
                    name(table, number),
                    "counts " + tree.size() + " entries but has " + count);
        }
    }

    private static boolean isBehind(IndexOrder order, RowVersion row, RowVersion other) {
        return order.compare(row, other) >= 0;
    }

    private static String name(TableData table, int order) {
        return order == Orders.KEYS
                ? "the order of keys"
                : "index " + table.indexes().get(order - 1).definition().name();
    }

    private void checkLog(LogView written) {
        Set<RowHead> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        RowHead before = null;
        long previous = 0;
        for (long place = written.firstAfter(-1);
                written.has(place);
                place = written.following(place)) {
            RowHead head = written.head(place);
            long version = written.version(place);
            boolean inOrder = version > previous
                    || (version == previous
                            && before != null
                            && LogOrder.compare(before, head) < 0);
            if (before != null && !inOrder) {
                report(head, "change log goes from " + previous + " to " + version);
            }
            if (version > view.version()) {
                report(head, "change log entry " + version + " is above " + view.version());
            }
            if (written.isLive(place, view)) {
                listed.add(head);
            }
            before = head;
            previous = version;
        }
        for (TableData table : view.catalog().tables()) {
            table.heap().heads().forEach(head -> {
                if (head.at(view.version()) != null && !listed.contains(head)) {
                    report(head, "not in the change log");
                }
            });
        }
    }

    private void attempt(RowHead head, Runnable rule) {
        try {
            rule.run();
        } catch (Incorrect broken) {
            report(head, String.valueOf(broken.getMessage()));
        }
    }

    private void report(RowHead head, String rule) {
        report(head.table(), "row " + head.key(), rule);
    }

    private void report(TableIdentity table, String what, String rule) {
        TableData present = view.catalog().find(table);
        String name = present == null ? "?" : present.structure().name();
        findings.add(new Inconsistency(name, what, rule));
    }
}
