package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Orphans;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings the rows that a transaction wrote into line with the others, as far as the policies of
 * their constraints say how. What breaks a constraint without a policy is left for the check at the
 * end. Lives for one transaction.
 */
final class Settling {
    /** A policy changes a row a few times at most; more would be policies that undo each other. */
    private static final int TURNS_MAX = 64;

    private final Findings findings;
    private final Orphanage orphanage;
    private final Tree tree;
    private final UniqueClash uniqueClash;

    /** The rows that were written, as they were before; null for one that was inserted. */
    private final Map<RowName, @Nullable Row> written = new LinkedHashMap<>();

    private final Map<RowName, Integer> turns = new HashMap<>();
    private final Deque<RowName> waiting = new ArrayDeque<>();

    Settling(Findings findings) {
        this.findings = findings;
        this.orphanage = new Orphanage(findings, this);
        this.tree = new Tree(findings, this);
        this.uniqueClash = new UniqueClash(findings, this);
    }

    /**
     * A row was written.
     *
     * @param before its cells before this transaction wrote it first; null if it was not there
     */
    void wrote(RowName row, @Nullable Row before) {
        if (hasPolicies(findings.table(row))) {
            RowName place = RowName.of(row.table(), row.key());
            if (!written.containsKey(place)) {
                written.put(place, before);
            }
            waiting.add(place);
        }
    }

    /** Brings back a row that was deleted. */
    void restore(DeletedRow row) {
        orphanage.restoreRow(row);
    }

    /** The same, of a row that was written before. */
    void wroteAgain(RowName row) {
        wrote(row, before(row));
    }

    /** True if any row was written of which a policy has something to say. */
    boolean hasWritten() {
        return !written.isEmpty();
    }

    /** How a row was before; null if it was not there, or was not written. */
    @Nullable
    Row before(RowName row) {
        return written.get(RowName.of(row.table(), row.key()));
    }

    /** Looks again at all rows of a table that were written. */
    void reconsider(String table) {
        written.keySet().stream().filter(row -> row.table().equals(table)).forEach(waiting::add);
    }

    /** Settles all that was written, and all that is written thereby. */
    void run() {
        for (RowName next = waiting.poll(); next != null; next = waiting.poll()) {
            if (turns.merge(next, 1, Integer::sum) > TURNS_MAX + written.size()) {
                throw Incorrect.at(
                        ErrorCode.LIMIT,
                        "the policies of " + next.table() + " come to no end at row " + next.key(),
                        next.table(),
                        null);
            }
            Image image = findings.rows().get(next.table(), next.key());
            if (image != null) {
                settle(Findings.name(next.table(), next.key(), image), image);
            }
        }
    }

    // One change at a time: whatever changes the row has it looked at again.
    private void settle(RowName row, Image image) {
        Table table = findings.table(row);
        for (ForeignKey key : table.foreignKeys()) {
            Referrer reference = new Referrer(table, key);
            if (orphanage.settles(row, image, reference) || tree.settles(row, image, reference)) {
                return;
            }
        }
        for (Index index : table.indexes()) {
            if (uniqueClash.settles(row, image, index)) {
                return;
            }
        }
    }

    private static boolean hasPolicies(Table table) {
        for (ForeignKey key : table.foreignKeys()) {
            if (key.tree() || key.orphans() != Orphans.REJECT) {
                return true;
            }
        }
        for (Index index : table.indexes()) {
            if (index.clashes() != Index.Clashes.REJECT) {
                return true;
            }
        }
        return false;
    }
}
