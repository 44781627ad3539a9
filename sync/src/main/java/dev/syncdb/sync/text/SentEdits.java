package dev.syncdb.sync.text;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client sends of rows, by the places of these. Read when it is first asked for, since most
 * pushes meet no text. Lives for one request, confined to its thread.
 */
final class SentEdits {
    /** An edit of a cell, in the transaction of that number. */
    record Own(long number, RowName row, Cell cell) {}

    private final Push push;
    private final Map<Place, List<Own>> edits = new HashMap<>();
    private final Map<Place, Long> inserts = new HashMap<>();
    private boolean read;

    SentEdits(Push push) {
        this.push = push;
    }

    /** The edits of a cell, in order. */
    List<Own> of(RowName row, int column) {
        read();
        List<Own> found = new ArrayList<>();
        for (Own edit : edits.getOrDefault(Place.of(row), List.of())) {
            boolean meant =
                    edit.row().handle() <= RowName.UNKNOWN || edit.row().handle() == row.handle();
            if (meant && edit.cell().column() == column) {
                found.add(edit);
            }
        }
        return found;
    }

    /** The first transaction that inserts a row in that place; null if none does. */
    @Nullable
    Long insertOf(RowName row) {
        read();
        return inserts.get(Place.of(row));
    }

    private void read() {
        if (!read) {
            read = true;
            push.transactions().forEach(this::read);
        }
    }

    private void read(PushedTransaction pushed) {
        for (Change operation : pushed.operations()) {
            if (operation instanceof Change.Update update) {
                RowName row = update.row();
                List<Own> ofRow = edits.computeIfAbsent(Place.of(row), place -> new ArrayList<>());
                update.cells().forEach(cell -> ofRow.add(new Own(pushed.number(), row, cell)));
            } else if (operation instanceof Change.Insert insert) {
                inserts.putIfAbsent(Place.of(insert.row()), pushed.number());
            }
        }
    }
}
