package dev.syncdb.sync.scope;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

/**
 * How many bytes a change takes in a page, at most: numbers count with all their bytes, and so does
 * the name of the table each time. Texts and blobs count exactly. Pure.
 */
final class ChangeSize {
    /** A tag and a number, which takes ten bytes at most. */
    private static final int NUMBER_BYTES_MAX = 11;

    /** Kind, number of the table, handle, and the counts of key, hidden bytes and cells. */
    private static final int CHANGE_BYTES_MAX = 2 * NUMBER_BYTES_MAX;

    private ChangeSize() {}

    static long of(Change change) {
        if (change instanceof Change.Insert insert) {
            return of(insert.row()) + of(insert.image().cells());
        }
        if (change instanceof Change.Update update) {
            long size = of(update.row());
            for (Cell cell : update.cells()) {
                size += Integer.BYTES + of(cell.after());
            }
            return size;
        }
        return change instanceof Change.Delete delete ? of(delete.row()) : 0;
    }

    private static long of(RowName row) {
        return CHANGE_BYTES_MAX + utf8Bytes(row.table()) + of(row.key().values());
    }

    private static long of(Row row) {
        long size = 0;
        for (int i = 0; i < row.size(); i++) {
            size += of(row.at(i));
        }
        return size;
    }

    static long of(Value value) {
        return switch (value.type()) {
            case NULL -> 1;
            case INTEGER, REAL -> NUMBER_BYTES_MAX;
            case TEXT -> NUMBER_BYTES_MAX + utf8Bytes(value.asText());
            case BLOB -> NUMBER_BYTES_MAX + value.asBytes().size();
        };
    }

    private static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800) {
                bytes += 2;
            } else {
                // A pair of surrogates takes four bytes, two for each.
                bytes += Character.isSurrogate(unit) ? 2 : 3;
            }
        }
        return bytes;
    }
}
