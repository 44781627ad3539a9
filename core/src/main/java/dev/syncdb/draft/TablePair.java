package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One table before and after.
 *
 * @param renamed folded names of columns that are called otherwise in the newer table: older name
 *     to newer name
 */
record TablePair(Table older, Table newer, Map<String, String> renamed) {
    TablePair {
        renamed = Map.copyOf(renamed);
    }

    /** With one more column that is called otherwise. */
    TablePair with(Column from, Column to) {
        Map<String, String> more = new LinkedHashMap<>(renamed);
        more.put(Names.fold(from.name()), Names.fold(to.name()));
        return new TablePair(older, newer, more);
    }

    /** The column of the older table that this one of the newer was, or null. */
    @Nullable
    Column before(Column column) {
        for (Column candidate : older.columns()) {
            if (!candidate.hidden() && nameNow(candidate).equals(Names.fold(column.name()))) {
                return candidate;
            }
        }
        return null;
    }

    /** The column of the newer table that this one of the older is now, or null. */
    @Nullable
    Column after(Column column) {
        int position = newer.indexOf(nameNow(column));
        return position < 0 || newer.columns().get(position).hidden()
                ? null
                : newer.columns().get(position);
    }

    /** The folded name that a column of the older table has once all are renamed. */
    String nameNow(Column column) {
        String folded = Names.fold(column.name());
        return renamed.getOrDefault(folded, folded);
    }

    /** Columns of the older table that are no more, and held what somebody wrote. */
    List<Column> went() {
        List<Column> went = new ArrayList<>();
        for (Column column : older.columns()) {
            if (!column.hidden() && !column.isGenerated() && after(column) == null) {
                went.add(column);
            }
        }
        return went;
    }

    /** Columns of the newer table that were not there, and that somebody may write. */
    List<Column> came() {
        List<Column> came = new ArrayList<>();
        for (Column column : newer.columns()) {
            if (!column.hidden() && !column.isGenerated() && before(column) == null) {
                came.add(column);
            }
        }
        return came;
    }
}
