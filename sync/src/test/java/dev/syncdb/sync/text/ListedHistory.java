package dev.syncdb.sync.text;

import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;

import java.util.ArrayList;
import java.util.List;

/** The history of one text, in a list. */
final class ListedHistory implements TextHistory {
    private final RowName row;
    private final int column;
    private final List<TextEntry> entries = new ArrayList<>();

    ListedHistory(RowName row, int column) {
        this.row = row;
        this.column = column;
    }

    @Override
    public List<TextEntry> since(RowName wanted, int place, long version) {
        List<TextEntry> found = new ArrayList<>();
        for (TextEntry entry : entries) {
            if (wanted.equals(row) && place == column && entry.version() > version) {
                found.add(entry);
            }
        }
        return found;
    }

    /** @param text the one before the edit */
    void add(long version, long before, long writer, long number, TextDelta edit, String text) {
        entries.add(new TextEntry(version, before, writer, number, edit, edit.inverse(text)));
    }

    void forget() {
        entries.clear();
    }

    void forgetOldest() {
        entries.remove(0);
    }
}
