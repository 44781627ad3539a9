package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.IndexColumn;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Columns of which no two rows have the same values: those of the key, of a UNIQUE constraint or of
 * a unique index. Immutable.
 *
 * @param names folded names of today, in order
 * @param compared the names, each with the collation by which its values are compared
 */
record Distinct(Set<String> names, Set<String> compared) {
    /** Those of the older table of a pair. */
    static List<Distinct> before(TablePair pair) {
        List<Distinct> all = new ArrayList<>();
        add(all, pair.older(), pair);
        return all;
    }

    /** Those of the newer table. */
    static List<Distinct> after(TablePair pair) {
        List<Distinct> all = new ArrayList<>();
        add(all, pair.newer(), null);
        return all;
    }

    /** True if rows that were told apart by one of these are told apart by this too. */
    boolean follows(Collection<Distinct> before) {
        return before.stream().anyMatch(each -> compared.containsAll(each.compared));
    }

    private static void add(List<Distinct> all, Table table, @Nullable TablePair pair) {
        List<IndexColumn> key = new ArrayList<>();
        for (int position : table.primaryKey().columns()) {
            key.add(new IndexColumn(position, table.columns().get(position).collation(), false));
        }
        all.add(of(key, table, pair));
        for (Index index : table.indexes()) {
            if (index.unique()) {
                all.add(of(index.columns(), table, pair));
            }
        }
    }

    private static Distinct of(List<IndexColumn> columns, Table table, @Nullable TablePair pair) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> compared = new LinkedHashSet<>();
        for (IndexColumn each : columns) {
            Column column = table.columns().get(each.column());
            String name = pair == null ? Names.fold(column.name()) : pair.nameNow(column);
            names.add(name);
            compared.add(name + " " + each.collation());
        }
        return new Distinct(names, compared);
    }
}
