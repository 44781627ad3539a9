package dev.syncdb.testkit.world.oracle;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.value.Row;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which start of the server wrote which versions of a space, in the history that it has now. Lives
 * as long as the model of the space.
 */
final class LineHistory {
    private static final String LINES = "syncdb_lines";
    private static final int FIRST_VERSION = 0;
    private static final int LINE = 1;

    /** Lines by their first versions. */
    private final TreeMap<Long, Long> lines = new TreeMap<>();

    /** The server has published a change of one of its own tables. */
    void published(Change change) {
        if (change instanceof Change.Insert insert && insert.row().table().equals(LINES)) {
            Row row = insert.image().cells();
            lines.put(row.longAt(FIRST_VERSION), row.longAt(LINE));
        }
    }

    /** What was published behind a version never was. */
    void rewind(long to) {
        lines.tailMap(to, false).clear();
    }

    /** True if the cursor stands in this history, of which {@code head} is the last version. */
    boolean contain(Cursor cursor, long head) {
        if (cursor.version() == 0 || lines.isEmpty()) {
            return cursor.version() <= head;
        }
        for (Map.Entry<Long, Long> each : lines.entrySet()) {
            if (each.getValue() == cursor.line()) {
                Long next = lines.higherKey(each.getKey());
                return cursor.version() <= (next == null ? head : next - 1);
            }
        }
        return false;
    }
}
