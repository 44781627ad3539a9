package dev.syncdb.sync.ledger;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Whole rows and keys as the ledger shows them: a row as a JSON object by column name, a key as a
 * JSON array. Reads back what it wrote. Pure.
 */
public final class RowText {
    private RowText() {}

    /** The row, without what its table computes. */
    public static String of(Table table, Row row) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < row.size(); i++) {
            Column column = table.columns().get(i);
            if (!column.isGenerated()) {
                json.append(json.length() == 1 ? "" : ",");
                JsonCells.writeText(json, column.name());
                JsonCells.write(json.append(':'), row.at(i));
            }
        }
        return json.append('}').toString();
    }

    /**
     * The row that {@link #of} wrote. A column that is not there is NULL, and a member of which the
     * table has no column is left out: the structure may have changed since.
     *
     * @throws dev.syncdb.error.Incorrect RESOLUTION if the text is no row
     */
    public static Row parse(Table table, String text) {
        Value[] cells = new Value[table.columns().size()];
        Arrays.fill(cells, Value.NULL);
        JsonCells.readObject(text, (name, value) -> {
            int column = table.indexOf(name);
            if (column >= 0) {
                cells[column] = value;
            }
        });
        return Row.owned(cells);
    }

    /**
     * The row that {@link #of} wrote, with other names of its columns.
     *
     * @param names by the name of a column its other name, or null if it is to be left out
     * @throws dev.syncdb.error.Incorrect RESOLUTION if the text is no row
     */
    public static String renamed(String text, Function<String, @Nullable String> names) {
        StringBuilder json = new StringBuilder("{");
        JsonCells.readObject(text, (name, value) -> {
            String other = names.apply(name);
            if (other != null) {
                json.append(json.length() == 1 ? "" : ",");
                JsonCells.writeText(json, other);
                JsonCells.write(json.append(':'), value);
            }
        });
        return json.append('}').toString();
    }

    /** The values of a key. */
    public static String ofKey(Key key) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < key.values().size(); i++) {
            json.append(i == 0 ? "" : ",");
            JsonCells.write(json, key.values().at(i));
        }
        return json.append(']').toString();
    }

    /**
     * The key that {@link #ofKey} wrote.
     *
     * @throws dev.syncdb.error.Incorrect RESOLUTION if the text is no key
     */
    public static Key parseKey(String text) {
        List<Value> values = new ArrayList<>();
        JsonCells.readArray(text, (position, value) -> values.add(value));
        return new Key(Row.of(values));
    }
}
