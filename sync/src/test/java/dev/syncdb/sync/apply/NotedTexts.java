package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Says of every text what it was told to say, and notes down what it is asked and told. */
final class NotedTexts implements Texts {
    @Nullable
    TextDelta unseen;

    @Nullable
    Value seen;

    private final List<String> notes = new ArrayList<>();

    /** What was noted since the last call. */
    List<String> notes() {
        List<String> all = List.copyOf(notes);
        notes.clear();
        return all;
    }

    @Override
    public @Nullable TextDelta unseen(RowName row, int column, RowVersions versions, Value value) {
        notes.add("unseen " + spot(row, column) + " of " + versions.cell(column).version() + " "
                + value);
        return unseen;
    }

    @Override
    public @Nullable Value seen(RowName row, int column, RowVersions versions, Value value) {
        notes.add("seen " + spot(row, column) + " of " + versions.cell(column).version() + " "
                + value);
        return seen;
    }

    @Override
    public void judged(RowName row, int column, @Nullable TextDelta done, Value value) {
        notes.add("judged " + spot(row, column) + " (" + done + ") " + value);
    }

    @Override
    public void changed(RowName row, Cell cell, CellVersion before) {
        notes.add("changed " + spot(row, cell.column()) + " " + cell.before() + " to "
                + cell.after() + " of " + before.version());
    }

    @Override
    public void forget(RowName row) {
        notes.add("forget " + row.table() + row.key() + "#" + row.handle());
    }

    private static String spot(RowName row, int column) {
        return row.table() + row.key() + "#" + row.handle() + "." + column;
    }
}
