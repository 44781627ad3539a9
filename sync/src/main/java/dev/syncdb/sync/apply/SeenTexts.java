package dev.syncdb.sync.apply;

import dev.syncdb.change.RowName;
import dev.syncdb.delta.TextDelta;
import dev.syncdb.sync.text.Texts;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/**
 * What the author of an edit saw in the cells of one row, of which the texts have a history. Lives
 * for that edit.
 *
 * @param others what was asked of the client
 * @param name of the row, which may be without its handle
 */
record SeenTexts(SeenCells others, Texts texts, RowName name, Detect.Target target)
        implements SeenCells {
    @Override
    public @Nullable Value of(int column) {
        return others.of(column);
    }

    @Override
    public boolean isAnswered(int column) {
        return others.isAnswered(column);
    }

    @Override
    public @Nullable TextDelta unseen(int column) {
        return texts.unseen(row(), column, target.versions(), valueOf(column));
    }

    @Override
    public @Nullable Value text(int column) {
        Value known = texts.seen(row(), column, target.versions(), valueOf(column));
        return known == null ? others.of(column) : known;
    }

    // Only here, since most edits are of no text, and then nobody has to read the versions.
    private RowName row() {
        return new RowName(name.table(), name.key(), target.versions().handle());
    }

    private Value valueOf(int column) {
        return target.image().cells().at(column);
    }
}
