package dev.syncdb.draft;

import dev.syncdb.schema.Names;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is called otherwise in the newer schema. Keys are folded names of the older one, values
 * folded names of the newer one. Immutable.
 *
 * @param columns for each table of the older schema its columns
 */
record Renames(Map<String, String> tables, Map<String, Map<String, String>> columns) {
    static final Renames NONE = new Renames(Map.of(), Map.of());

    Renames {
        tables = Map.copyOf(tables);
        columns = Map.copyOf(columns);
    }

    static Renames of(List<TablePair> pairs) {
        Map<String, String> tables = new HashMap<>();
        Map<String, Map<String, String>> columns = new HashMap<>();
        for (TablePair pair : pairs) {
            String older = Names.fold(pair.older().name());
            tables.put(older, Names.fold(pair.newer().name()));
            columns.put(older, pair.renamed());
        }
        return new Renames(tables, columns);
    }

    /** The folded name of a table now. */
    String table(String older) {
        String folded = Names.fold(older);
        return tables.getOrDefault(folded, folded);
    }

    /** The folded name of a column now. */
    String column(String olderTable, String older) {
        String folded = Names.fold(older);
        return columns.getOrDefault(Names.fold(olderTable), Map.of()).getOrDefault(folded, folded);
    }

    /** The folded name of what a formula of a table mentions: a column, or the table itself. */
    String mentioned(String olderTable, String name) {
        String column = column(olderTable, name);
        boolean same = column.equals(Names.fold(name));
        return same && Names.equal(name, olderTable) ? table(name) : column;
    }
}
