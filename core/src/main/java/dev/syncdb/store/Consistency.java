package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Looks for everything that is wrong in one published state, and in the structures that hold it.
 * Lives for one check.
 */
final class Consistency {
    private final View view;
    private final Catalog newest;
    private final @Nullable LogView log;
    private final Constraints constraints;
    private final List<Inconsistency> findings = new ArrayList<>();

    /**
     * @param newest what the next commit is made on; what it has dropped it keeps in order no more
     */
    Consistency(Published published, Catalog newest, Environment environment) {
        this.view = published.view();
        this.newest = newest;
        this.log = published.log();
        this.constraints = new Constraints(environment);
    }

    List<Inconsistency> findings() {
        for (TableData table : view.catalog().tables()) {
            checkRows(table);
            checkKeys(table);
            for (SecondaryIndex index : table.indexes()) {
                if (isMaintained(table, index)) {
                    checkEntries(table, index);
                }
            }
        }
        if (log != null) {
            checkLog(log);
        }
        return List.copyOf(findings);
    }

    private void checkRows(TableData table) {
        long count = 0;
        for (RowHead head : table.heap().heads()) {
            checkChain(head);
            Image image = head.imageAt(view.version());
            if (image != null) {
                count++;
                checkRow(table, head, image.cells());
            }
        }
        long counted = table.heap().count().at(view.version());
        if (count != counted) {
            report(table.heap().identity(), "count", counted + " are counted, " + count + " there");
        }
    }

    private void checkRow(TableData table, RowHead head, Row cells) {
        attempt(head, () -> constraints.requireKey(table.structure(), head.key(), cells));
        attempt(head, () -> constraints.requireSound(table.structure(), cells));
        attempt(head, () -> constraints.requireUnique(table, cells, head.key(), view.version()));
        if (!table.heap().keys().contains(head.key().values(), head)) {
            report(head, "not in the order of keys");
        }
        for (SecondaryIndex index : table.indexes()) {
            if (!index.contains(cells, head)) {
                report(head, "not in index " + index.definition().name());
            }
        }
        for (Reference reference : view.catalog().referencesOf(table.structure().name())) {
            attempt(head, () -> checkReference(reference, head, cells));
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
            report(head, "has no version");
            return;
        }
        for (RowVersion each = newer.previous(); each != null; each = each.previous()) {
            if (each.version() >= newer.version()) {
                report(head, "version " + newer.version() + " is followed by " + each.version());
            }
            newer = each;
        }
    }

    private void checkKeys(TableData table) {
        Iterator<IndexEntry> entries = table.heap().keys().entries(Range.ALL);
        while (entries.hasNext()) {
            RowHead head = entries.next().head();
            if (table.heap().head(head.key()) != head) {
                report(head, "in the order of keys but not in the table");
            }
        }
    }

    private void checkEntries(TableData table, SecondaryIndex index) {
        Iterator<IndexEntry> entries = index.entries().entries(Range.ALL);
        while (entries.hasNext()) {
            IndexEntry entry = entries.next();
            RowHead head = entry.head();
            boolean found = table.heap().head(head.key()) == head && isTrue(entry, index);
            if (!found) {
                report(
                        head,
                        "index " + index.definition().name() + " has an entry " + entry.values()
                                + " that no version has");
            }
        }
    }

    private boolean isMaintained(TableData table, SecondaryIndex index) {
        TableData next = newest.find(table.heap().identity());
        return next != null && next.indexes().contains(index);
    }

    private static boolean isTrue(IndexEntry entry, SecondaryIndex index) {
        RowVersion each = entry.head().newest();
        while (each != null) {
            Image image = each.image();
            if (image != null && index.entries().order().describes(entry, image.cells())) {
                return true;
            }
            each = each.previous();
        }
        return false;
    }

    private void checkLog(LogView written) {
        Set<RowHead> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        long previous = 0;
        for (int i = 0; i < written.size(); i++) {
            RowHead head = written.head(i);
            if (i > 0 && !written.isAfter(i, i - 1)) {
                report(head, "change log goes from " + previous + " to " + written.version(i));
            }
            previous = written.version(i);
            if (previous > view.version()) {
                report(head, "change log entry " + previous + " is above " + view.version());
            }
            if (written.isLive(i, view)) {
                listed.add(head);
            }
        }
        for (TableData table : view.catalog().tables()) {
            for (RowHead head : table.heap().heads()) {
                if (head.at(view.version()) != null && !listed.contains(head)) {
                    report(head, "not in the change log");
                }
            }
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
        findings.add(new Inconsistency(table.name(), what, rule));
    }
}
