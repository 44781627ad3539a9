package dev.syncdb.store;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Alteration;
import dev.syncdb.schema.Column;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills the empty heap of a table that an ALTER gave other places for its columns. Each row and
 * tombstone keeps its version and its hidden bytes; what these say of columns is for their owner to
 * bring up to date. The table as it was stays as it is, for those who read it. For one commit.
 */
final class MovedRows {
    private final TableData from;
    private final TableData to;
    private final int[] sources;

    /** For each column what rows have in it that did not have it before. */
    private final Value[] initial;

    private final Environment environment;
    private final long version;
    private final List<RowStep> steps = new ArrayList<>();

    /** @param version of the commit */
    MovedRows(
            TableData from,
            TableData to,
            Alteration alteration,
            Environment environment,
            long version) {
        this.from = from;
        this.to = to;
        this.environment = environment;
        this.version = version;
        List<Column> columns = to.structure().columns();
        this.sources = new int[columns.size()];
        this.initial = new Value[sources.length];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = alteration.sources().get(i);
            initial[i] = TableHeaps.initial(columns.get(i), environment);
        }
    }

    /**
     * Moves all rows.
     *
     * @return for each row that the commit has changed before, what it did, as a step of the table
     *     as it is now
     */
    List<RowStep> move() {
        HeadTable heads = from.heap().heads();
        to.heap().heads().reserve(heads.size());
        heads.forEach(this::move);
        return steps;
    }

    private void move(RowHead head) {
        RowVersion newest = head.present();
        boolean changed = newest.version() == version;
        RowVersion below = changed ? newest.previous() : null;
        RowHead moved = new RowHead(to.heap().identity(), head.hash());
        RowVersion before = below == null || below.isCut() ? null : moved(below, null);
        if (before != null) {
            to.heap().place(moved, null, before);
        }
        RowVersion after = moved(newest, before);
        // What the commit changed may have gone with a column.
        if (!changed || !NetChanges.isSame(before, after)) {
            to.heap().place(moved, before, after);
            if (changed) {
                steps.add(new RowStep(to, moved, before, after));
            }
        }
    }

    private RowVersion moved(RowVersion row, @Nullable RowVersion previous) {
        if (!row.isLive()) {
            PackedRow key = to.keyOnly(from.key().keyOf(row), row.hidden());
            return RowVersion.tombstone(row.version(), key, previous);
        }
        Value[] cells = new Value[sources.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = sources[i] == Alteration.NEW ? initial[i] : row.at(sources[i]);
        }
        Row whole = to.rules().generated(Row.owned(cells), environment);
        PackedRow content = to.heap().layout().pack(whole, row.hidden());
        return RowVersion.live(row.version(), content, previous);
    }
}
