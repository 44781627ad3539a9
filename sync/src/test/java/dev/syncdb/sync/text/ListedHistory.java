package dev.syncdb.sync.text;

import dev.syncdb.change.RowName;

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

    void add(TextEntry entry) {
        entries.add(entry);
    }

    void forget() {
        entries.clear();
    }

    void forgetOldest() {
        entries.remove(0);
    }
}
