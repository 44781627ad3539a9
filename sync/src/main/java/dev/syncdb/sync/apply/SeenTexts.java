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
 */
record SeenTexts(SeenCells others, Texts texts, RowName row, Detect.Target target)
        implements SeenCells {
    /** @param name of the row, which may be without its handle */
    static SeenTexts of(SeenCells others, Texts texts, RowName name, Detect.Target target) {
        long handle = target.versions().handle();
        return new SeenTexts(others, texts, new RowName(name.table(), name.key(), handle), target);
    }

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
        return texts.unseen(row, column, target.versions(), valueOf(column));
    }

    @Override
    public @Nullable Value text(int column) {
        Value known = texts.seen(row, column, target.versions(), valueOf(column));
        return known == null ? others.of(column) : known;
    }

    private Value valueOf(int column) {
        return target.image().cells().at(column);
    }
}
