package dev.syncdb.sql.exec;

import dev.syncdb.sql.plan.term.Frame;
import dev.syncdb.sql.plan.term.Query.Output;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/** What RETURNING gives of the rows of a write. */
final class Returning {
    private final List<Output> outputs;
    private final int slot;
    private final Frame frame;
    private final List<Row> rows = new ArrayList<>();

    Returning(List<Output> outputs, int slot, Frame frame) {
        this.outputs = outputs;
        this.slot = slot;
        this.frame = frame;
    }

    boolean isWanted() {
        return !outputs.isEmpty();
    }

    void add(Row written) {
        if (!isWanted()) {
            return;
        }
        frame.place(slot, written);
        Value[] cells = new Value[outputs.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = outputs.get(i).term().value(frame);
        }
        rows.add(Row.owned(cells));
    }

    List<Row> rows() {
        return rows;
    }
}
