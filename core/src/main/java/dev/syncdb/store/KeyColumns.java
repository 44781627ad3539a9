package dev.syncdb.store;

import dev.syncdb.schema.Table;
import dev.syncdb.store.row.Hashes;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.SoughtText;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.TextValue;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns that name the rows of one table, and how they are hashed and compared. Rows hash and
 * compare as their {@link Key}s do. Immutable.
 */
final class KeyColumns {
    /** Of no table. */
    static final KeyColumns NONE = new KeyColumns(new int[0], List.of(), 0);

    private final int[] columns;
    private final Collation[] collations;
    private final List<Collation> collationList;
    private final boolean oneText;
    private final long seed;

    private KeyColumns(int[] columns, List<Collation> collations, long seed) {
        this.columns = columns;
        this.collationList = collations;
        this.collations = collations.toArray(new Collation[0]);
        this.oneText = columns.length == 1 && this.collations[0] == Collation.BINARY;
        this.seed = seed;
    }

    /** @param seed secret, so that nobody can choose keys whose hashes collide */
    static KeyColumns of(Table table, long seed) {
        List<Integer> positions = table.primaryKey().columns();
        int[] columns = new int[positions.size()];
        List<Collation> collations = new ArrayList<>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = positions.get(i);
            collations.add(table.columns().get(columns[i]).collation());
        }
        return new KeyColumns(columns, collations, seed);
    }

    /** The key that names {@code row}, which has all columns. */
    Key keyOf(Row row) {
        return Key.of(row.project(columns), collationList);
    }

    /** The key that these cells, which may be fewer than the key has columns, form. */
    Key key(Row cells) {
        return Key.of(cells, collationList);
    }

    int hash(PackedRow row) {
        long hash = seed;
        for (int i = 0; i < columns.length; i++) {
            hash = row.hashAt(columns[i], collations[i], hash);
        }
        return (int) hash;
    }

    int hash(Key key) {
        Row values = key.values();
        if (values.size() != columns.length) {
            return 0;
        }
        long hash = seed;
        for (int i = 0; i < columns.length; i++) {
            hash = Hashes.of(values.at(i), Collation.BINARY, hash);
        }
        return (int) hash;
    }

    int hash(long integer) {
        return (int) Hashes.of(integer, seed);
    }

    int hash(String text) {
        return (int) Hashes.of(text, seed);
    }

    /** @param sought that text */
    int hash(String text, SoughtText sought) {
        return (int) sought.hash(text, seed);
    }

    boolean has(PackedRow row, Key key) {
        Row values = key.values();
        if (values.size() != columns.length) {
            return false;
        }
        for (int i = 0; i < columns.length; i++) {
            Value value = values.at(i);
            boolean plain = value.type() == ValueType.TEXT && collations[i] == Collation.BINARY;
            boolean same = plain
                    ? row.textEqualsAt(columns[i], value.asText())
                    : row.compareAt(columns[i], value, collations[i]) == 0;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** @param sought that text */
    boolean has(PackedRow row, String text, SoughtText sought) {
        return sought.isAt(row, columns[0], text);
    }

    boolean has(PackedRow row, long integer) {
        int column = columns[0];
        return row.typeAt(column) == ValueType.INTEGER
                ? row.longAt(column) == integer
                : row.compareAt(column, Value.of(integer), collations[0]) == 0;
    }

    /** True if a single text, compared as it is, makes a key. */
    boolean isOneText() {
        return oneText;
    }

    /** The text of a key if {@link #isOneText}; null if the key is another value. */
    @Nullable
    String textOf(Key key) {
        if (!oneText || key.values().size() != 1) {
            return null;
        }
        Value value = key.values().at(0);
        return value instanceof TextValue ? ((TextValue) value).value() : null;
    }

    boolean isSingle() {
        return columns.length == 1;
    }

    /** The order of the keys of two rows. */
    int compare(PackedRow left, PackedRow right) {
        for (int i = 0; i < columns.length; i++) {
            int order = left.compareAt(columns[i], right, columns[i], collations[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The order of the key of a row and a key. */
    int compare(PackedRow row, Key key) {
        Row values = key.values();
        for (int i = 0; i < Math.min(columns.length, values.size()); i++) {
            int order = row.compareAt(columns[i], values.at(i), collations[i]);
            if (order != 0) {
                return order;
            }
        }
        return columns.length - values.size();
    }

    /** First bytes of the place of a row in the order of keys. */
    long prefix(PackedRow row) {
        return row.prefixAt(columns[0], collations[0]);
    }
}
