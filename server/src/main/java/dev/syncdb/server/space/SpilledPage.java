package dev.syncdb.server.space;

import dev.syncdb.value.Row;

import java.util.List;

/** Reads some of the records of conflicts that are on disk. */
final class SpilledPage extends Work<List<Row>> {
    private final long after;
    private final int max;
    private List<Row> records = List.of();

    SpilledPage(String space, long after, int max) {
        super(space);
        this.after = after;
        this.max = max;
    }

    @Override
    void judge(SpaceState state) {
        records = state.read(rows -> state.spilling().page(state.store(), rows, after, max));
    }

    /** Those with the smallest ids behind {@code after}, in order; none if there are no more. */
    @Override
    List<Row> answer(SpaceState state) {
        return records;
    }
}
