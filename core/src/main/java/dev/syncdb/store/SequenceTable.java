package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;
import dev.syncdb.value.ValueType;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The largest number that each AUTOINCREMENT table has given, in a table of its own.
 *
 * @see <a href="https://www.sqlite.org/autoinc.html">SQLite</a>
 */
final class SequenceTable {
    static final String NAME = "sqlite_sequence";
    static final String SQL = "CREATE TABLE sqlite_sequence(name TEXT PRIMARY KEY, seq INTEGER)";

    private static final int SEQ = 1;

    private final Workspace workspace;

    SequenceTable(Workspace workspace) {
        this.workspace = workspace;
    }

    boolean exists() {
        return workspace.view().schema().find(NAME) != null;
    }

    /** The largest number that the table has given; 0 for none. */
    long last(String table) {
        Image row = row(table);
        Value last = row == null ? Value.NULL : row.cells().at(SEQ);
        return last.type() == ValueType.INTEGER ? last.asLong() : 0;
    }

    /** Remembers that the table has given {@code number}. */
    void raise(String table, long number) {
        if (exists() && number > last(table)) {
            Row row = Row.of(Value.of(table), Value.of(number));
            workspace.put(workspace.catalog().table(NAME), Key.of(table), row, Bytes.EMPTY);
        }
    }

    /** Remembers a table under another name. */
    void rename(String table, String name) {
        if (row(table) != null) {
            long last = last(table);
            forget(table);
            raise(name, last);
        }
    }

    /** Forgets a table that was dropped. */
    void forget(String table) {
        if (row(table) != null) {
            TableData data = workspace.catalog().table(NAME);
            RowHead head = data.heap().heads().find(Key.of(table));
            workspace.remove(data, Objects.requireNonNull(head), Bytes.EMPTY);
        }
    }

    private @Nullable Image row(String table) {
        return exists() ? workspace.view().get(NAME, Key.of(table)) : null;
    }
}
