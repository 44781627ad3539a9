package dev.syncdb.migration;

import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.TableLens;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A name may go to another table: first every table that has the name of another one to come makes
 * room for it, then the tables that stay are replaced, then those that went are dropped, and only
 * then come the new ones. So it is with the names of indexes.
 */
/**
 * How tables of one version become those of a newer one where nobody speaks the older one any more:
 * what the newer version does not have goes. Names, places and added columns touch no row; tables
 * with cells that differ from row to row take one pass. Immutable.
 */
public final class Upgrade {
    private final Lens lens;
    private final List<String> statements = new ArrayList<>();
    private final List<TableLens> recomputed = new ArrayList<>();

    /** What the older tables are called by now, by folded name. */
    private final Map<String, String> names = new HashMap<>();

    private Upgrade(Lens lens) {
        this.lens = lens;
        makeRoom();
        for (TableLens table : lens.tables()) {
            replace(table);
            if (needsRows(table)) {
                recomputed.add(table);
            }
        }
        lens.went().forEach(table -> statements.add("DROP TABLE " + nameOf(table)));
        lens.came().forEach(this::create);
    }

    /** The way between two versions. Fails with OUT_OF_RANGE unless the first is not above. */
    public static Upgrade between(SchemaVersions versions, int older, int newer) {
        return new Upgrade(versions.between(older, newer));
    }

    /** What both versions make of each other's rows. */
    public Lens lens() {
        return lens;
    }

    /**
     * The statements that make the newer tables of the older ones; each is to be run on its own.
     */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    /**
     * The tables whose rows the lens makes anew. The statements leave defaults there, and what they
     * are computed from may be gone behind them: the rows are to be made before, and set after.
     */
    public List<TableLens> recomputed() {
        return List.copyOf(recomputed);
    }

    private void makeRoom() {
        for (Table older : lens.older().tables()) {
            TableLens same = lens.ofOlder(older.name());
            boolean taken = lens.newer().find(older.name()) != null
                    && (same == null || !Names.equal(same.newer().name(), older.name()));
            if (taken) {
                String room = "syncdb_room_" + names.size();
                statements.add("ALTER TABLE " + StorageStep.quoted(older.name()) + " RENAME TO "
                        + StorageStep.quoted(room));
                names.put(Names.fold(older.name()), room);
            }
            for (Index index : older.indexes()) {
                boolean claimed = lens.newer().findIndex(index.name()) != null;
                if (index.sql() != null && claimed && (same == null || !has(same, index))) {
                    statements.add("DROP INDEX " + StorageStep.quoted(index.name()));
                }
            }
        }
    }

    /** True if an index of the older table is one of the newer one's, whatever it is of there. */
    private static boolean has(TableLens table, Index index) {
        return table.newer().indexes().stream()
                .anyMatch(each -> Names.equal(each.name(), index.name()));
    }

    private void replace(TableLens table) {
        String sql = table.newer().sql();
        List<String> indexes = StorageStep.createdIndexes(table.newer());
        List<String> sources = new ArrayList<>();
        boolean same = sql.equals(table.older().sql())
                && indexes.equals(StorageStep.createdIndexes(table.older()))
                // A table that made room took along what refers to it.
                && names.isEmpty();
        for (int i = 0; i < table.up().size(); i++) {
            int from = position(table, i);
            sources.add(from < 0 ? "NULL" : Integer.toString(from));
            same &= from == i;
        }
        if (same) {
            return;
        }
        StringBuilder statement = new StringBuilder("ALTER TABLE ")
                .append(nameOf(table.older()))
                .append(" REPLACE (")
                .append(String.join(", ", sources))
                .append(") WITH ")
                .append(StorageStep.literal(sql));
        indexes.forEach(index -> statement.append(", ").append(StorageStep.literal(index)));
        statements.add(statement.toString());
    }

    /** Where the older table has the column, or -1. */
    private static int position(TableLens table, int column) {
        if (table.up().get(column) instanceof Source.Same same) {
            return same.column();
        }
        // What the store computes has no source; where both have it, its cells stay.
        Column newer = table.newer().columns().get(column);
        int older = newer.isGenerated() ? table.older().indexOf(newer.name()) : -1;
        return older >= 0 && table.older().columns().get(older).isGenerated() ? older : -1;
    }

    private void create(Table table) {
        statements.add(table.sql());
        statements.addAll(StorageStep.createdIndexes(table));
    }

    private String nameOf(Table older) {
        String now = names.get(Names.fold(older.name()));
        return StorageStep.quoted(now == null ? older.name() : now);
    }

    private static boolean needsRows(TableLens table) {
        return NewColumns.needRows(table) || hasOtherDefaults(table);
    }

    /** True if a row from before gets something else in a column than a row of today would. */
    private static boolean hasOtherDefaults(TableLens table) {
        for (int i = 0; i < table.up().size(); i++) {
            Column column = table.newer().columns().get(i);
            if (table.up().get(i) instanceof Fixed fixed
                    && !column.isGenerated()
                    && !sql(fixed.value()).equals(sql(column.defaultValue()))) {
                return true;
            }
        }
        return false;
    }

    private static String sql(@Nullable Formula value) {
        return value == null ? "NULL" : value.sql();
    }
}
