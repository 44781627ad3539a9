package dev.syncdb.migration;

import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Table;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as it is stored. Immutable.
 *
 * @param table its definition
 * @param columns one for each column of the definition
 */
record StoredTable(Table table, List<StoredColumn> columns) {
    StoredTable {
        columns = List.copyOf(columns);
    }

    /** Where the column with that id is; -1 if it is not there. */
    int position(int id) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    /**
     * What a version shows of it.
     *
     * @param shown as the version declares it
     * @param ids for each of its columns which stored one it is
     */
    ViewedTable show(Table shown, List<Integer> ids) {
        List<Integer> places = new ArrayList<>(ids.size());
        for (int id : ids) {
            int position = position(id);
            places.add(position < 0 ? ViewedTable.NOT_STORED : position);
        }
        return new ViewedTable(shown, table.name(), places, columns.size());
    }
}
