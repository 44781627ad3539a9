package dev.syncdb.sync.view;

import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * What a version calls a stored table and its columns, alone and in the JSON of whole rows. Pure.
 *
 * @param shown the table as the version shows it
 * @param stored the same as it is stored
 */
record TableWords(ViewedTable shown, Table stored) {
    /** The words for the stored table of that name, or null if the version does not have it. */
    static @Nullable TableWords of(View view, Schema schema, String name) {
        ViewedTable shown = view.findStored(name);
        Table stored = schema.find(name);
        return shown == null || stored == null ? null : new TableWords(shown, stored);
    }

    /** The version's name of the table. */
    String table() {
        return shown.table().name();
    }

    /** The version's name of a stored column, which keeps its own if the version has none. */
    String told(String column) {
        String name = shownName(column);
        return name == null ? column : name;
    }

    /** A whole row in JSON, without what the version does not have. */
    Value told(Value row) {
        return renamed(row, this::shownName);
    }

    /**
     * A whole row of the version in JSON as one of the stored table: of what the version does not
     * have it says nothing.
     */
    Value heard(Value row) {
        return renamed(row, this::storedName);
    }

    private @Nullable String shownName(String column) {
        int place = stored.indexOf(column);
        int position = place < 0 ? ViewedTable.NOT_SHOWN : shown.shown(place);
        return position == ViewedTable.NOT_SHOWN
                ? null
                : shown.table().columns().get(position).name();
    }

    private @Nullable String storedName(String column) {
        int position = shown.table().indexOf(column);
        for (int place = 0; place < shown.width(); place++) {
            if (position >= 0 && shown.shown(place) == position) {
                return stored.columns().get(place).name();
            }
        }
        return null;
    }

    private static Value renamed(Value row, Function<String, @Nullable String> names) {
        if (row.type() != ValueType.TEXT) {
            return row;
        }
        try {
            return Value.of(RowText.renamed(row.asText(), names));
        } catch (Incorrect noRow) {
            // A client may have said anything; it is only kept for others to look at.
            return row;
        }
    }
}
