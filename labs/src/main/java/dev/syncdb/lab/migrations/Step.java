package dev.syncdb.lab.migrations;

import dev.syncdb.draft.Ambiguity;
import dev.syncdb.draft.Answers;
import dev.syncdb.draft.Draft;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One pair of versions of a database, and the migration between them. Where it is ambiguous nothing
 * counts as renamed. Immutable.
 *
 * @param ambiguous what could have been a rename
 */
public record Step(
        String database, Version older, Version newer, Draft draft, List<Ambiguity> ambiguous) {
    public Step {
        ambiguous = List.copyOf(ambiguous);
    }

    /** Drafts it. */
    public static Step of(String database, Version older, Version newer) {
        Draft draft = Draft.of(older.schema(), newer.schema());
        List<Ambiguity> ambiguous = draft.ambiguities();
        Answers answers = Answers.NONE;
        for (Ambiguity each : ambiguous) {
            if (!answers.list().contains(each.dropped().answer())) {
                answers = answers.and(each.dropped().answer());
            }
        }
        return new Step(
                database,
                older,
                newer,
                ambiguous.isEmpty() ? draft : Draft.of(older.schema(), newer.schema(), answers),
                ambiguous);
    }

    /** The table as the older version has it, or null. */
    @Nullable
    Table before(Table table) {
        return older.schema().find(table.name());
    }

    /** The columns of the newer table of which the older one holds the values, too. */
    static List<Column> known(Table before, Table after) {
        List<Column> known = new ArrayList<>();
        for (Column column : SampleRows.written(after)) {
            int position = before.indexOf(column.name());
            if (position >= 0
                    && SampleRows.written(before).contains(before.columns().get(position))) {
                known.add(column);
            }
        }
        return known;
    }

    @Override
    public String toString() {
        return database + " " + older.number() + " to " + newer.number();
    }
}
