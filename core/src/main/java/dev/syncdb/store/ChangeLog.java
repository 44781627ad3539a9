package dev.syncdb.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rows changed, in order of version, table and key: one entry for each row and commit, in
 * blocks. An entry is dead once its row has changed again; nothing marks it, since the row's
 * version says so. When most entries are dead a sweep begins: every few commits it moves some live
 * ones of old blocks together, so that no commit waits for all of them.
 *
 * <p>A snapshot reads the view of its own commit. Whatever was live when a later sweep passed is
 * live to every snapshot from that commit on, as long as the row did not change; so nobody misses
 * an entry, and a row that changed again after a snapshot is found by it at the entry of the
 * version that it sees. Written by whoever publishes.
 */
final class ChangeLog {
    /** Below this many entries a sweep is not worth its while. */
    private static final int SWEPT_ENTRIES_MIN = 64;

    /** A sweep begins when fewer than one entry in this many is live. */
    private static final int ENTRIES_PER_LIVE_MAX = 4;

    /** More than a commit adds, so that a sweep ends. */
    private static final int SWEPT_PER_ENTRY = 4;

    /** So many are looked at in one go, so that their rows are fetched together. */
    private static final int SWEPT_TOGETHER_MIN = 32;

    private final List<LogBlock> blocks = new ArrayList<>();
    private LogBlock last = LogBlock.empty();
    private LogBlock @Nullable [] full;
    private long size;
    private long dead;
    private @Nullable LogSweep sweep;

    /** How many entries a sweep may look at by now. */
    private int allowed;

    /** A log of all rows and tombstones that a state has, each at its version. */
    static ChangeLog of(View state) {
        List<RowStep> rows = new ArrayList<>();
        for (TableData table : state.catalog().tables()) {
            table.heap().heads().forEach(head -> {
                RowVersion row = head.at(state.version());
                if (row != null) {
                    rows.add(new RowStep(table, head, null, row));
                }
            });
        }
        ChangeLog log = new ChangeLog();
        for (RowStep row : LogOrder.sortedByVersion(rows)) {
            log.add(row);
        }
        return log;
    }

    /** Adds the rows that the next commit changed. */
    void append(View next, List<RowStep> rows) {
        for (RowStep row : LogOrder.sorted(rows)) {
            RowVersion before = row.before();
            if (before == null || before.version() != next.version()) {
                dead += before == null ? 0 : 1;
                add(row);
            }
        }
        allowed += rows.size() * SWEPT_PER_ENTRY;
        if (allowed >= SWEPT_TOGETHER_MIN) {
            sweep(next, allowed);
            allowed = 0;
        }
    }

    /** The entries of a dropped table are dead. */
    void drop(Heap heap) {
        dead += heap.heads().size();
    }

    /** The log as it is now. */
    LogView view() {
        LogBlock[] known = full;
        if (known == null) {
            known = blocks.toArray(new LogBlock[0]);
            full = known;
        }
        return new LogView(known, last);
    }

    long bytes() {
        long bytes = last.bytes();
        for (LogBlock block : blocks) {
            bytes += block.bytes();
        }
        return bytes;
    }

    /** Adds a row whose version lies before no other one. */
    void load(RowHead head, @Nullable RowVersion before) {
        dead += before == null ? 0 : 1;
        add(head.present().version(), head);
    }

    private void add(RowStep row) {
        RowVersion after = row.after();
        add(after == null ? 0 : after.version(), row.head());
    }

    private void add(long version, RowHead head) {
        if (last.isFull()) {
            close();
        }
        last.add(version, head);
        size++;
    }

    private void sweep(View state, int entries) {
        if (sweep == null) {
            if (size < SWEPT_ENTRIES_MIN || (size - dead) * ENTRIES_PER_LIVE_MAX >= size) {
                return;
            }
            close();
            sweep = new LogSweep(blocks.size());
        }
        long removed = sweep.run(blocks, state, entries);
        if (sweep.hasReplaced()) {
            full = null;
        }
        size -= removed;
        dead = Math.max(0, dead - removed);
        if (sweep.isOver()) {
            sweep = null;
        }
    }

    /** Begins a new block. */
    private void close() {
        if (last.size() > 0) {
            blocks.add(last);
            full = null;
            last = LogBlock.empty();
        }
    }
}
