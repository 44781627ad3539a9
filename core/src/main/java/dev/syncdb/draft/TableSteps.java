package dev.syncdb.draft;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.syntax.Script;
import dev.syncdb.sql.syntax.TableText;
import dev.syncdb.sql.syntax.Wording;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements that change one table, by when they run: what stands in the way goes before
 * anything is altered, and indexes come last of all. Immutable.
 */
record TableSteps(
        List<String> indexDrops,
        List<String> renames,
        List<String> changes,
        List<String> indexCreates,
        List<Note> notes) {
    TableSteps {
        indexDrops = List.copyOf(indexDrops);
        renames = List.copyOf(renames);
        changes = List.copyOf(changes);
        indexCreates = List.copyOf(indexCreates);
        notes = List.copyOf(notes);
    }

    /** Of a table that was there before. */
    static TableSteps of(TablePair pair, Pairs pairs) {
        Renames renames = pairs.renames();
        TableShape before = TableShape.of(pair.older(), renames);
        TableShape after = TableShape.of(pair.newer(), Renames.NONE);
        List<String> altering = Altering.of(pair, before, after);
        List<Note> notes = new ArrayList<>();
        if (altering != null) {
            notes.addAll(Notes.of(pair, before, after, null));
            return new TableSteps(
                    indexDrops(pair, renames),
                    renames(pair),
                    altering,
                    indexCreates(pair, renames, false),
                    notes);
        }
        Filling filling = Filling.of(pair, before, after);
        notes.addAll(filling.notes());
        notes.addAll(Notes.of(pair, before, after, filling));
        return new TableSteps(
                indexDrops(pair, renames),
                renames(pair),
                rebuild(pair.newer(), pairs.temporary(pair.newer()), filling),
                indexCreates(pair, renames, true),
                notes);
    }

    /** Of a table that was not. */
    static TableSteps creating(Table table) {
        List<String> indexes = new ArrayList<>();
        created(table).forEach(index -> indexes.add(text(index)));
        String create = Script.of(table.sql()).next().text();
        return new TableSteps(List.of(), List.of(), List.of(create), indexes, List.of());
    }

    /** Of a table that is no more. An index of it is in the way of what is to bear its name. */
    static TableSteps dropping(Table table, Pairs pairs) {
        List<String> drops = new ArrayList<>();
        for (Index index : created(table)) {
            if (pairs.newer().find(index.name()) != null) {
                drops.add("DROP INDEX " + Wording.written(index.name()));
            }
        }
        String drop = "DROP TABLE " + Wording.written(table.name());
        return new TableSteps(drops, List.of(), List.of(drop), List.of(), List.of());
    }

    /** All of them, in order. */
    List<String> statements() {
        List<String> all = new ArrayList<>(indexDrops);
        all.addAll(renames);
        all.addAll(changes);
        all.addAll(indexCreates);
        return all;
    }

    private static List<String> renames(TablePair pair) {
        List<String> statements = new ArrayList<>();
        String table = Wording.written(pair.newer().name());
        if (!Names.equal(pair.older().name(), pair.newer().name())) {
            statements.add(
                    "ALTER TABLE " + Wording.written(pair.older().name()) + " RENAME TO " + table);
        }
        for (Column column : pair.older().columns()) {
            Column now = pair.after(column);
            if (now != null && !Names.equal(column.name(), now.name())) {
                statements.add("ALTER TABLE " + table + " RENAME COLUMN "
                        + Wording.written(column.name()) + " TO " + Wording.written(now.name()));
            }
        }
        return statements;
    }

    /**
     * SQLite's way to change what ALTER TABLE cannot.
     *
     * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">SQLite</a>
     */
    private static List<String> rebuild(Table table, String temporary, Filling filling) {
        Map<String, String> sources = filling.sources();
        String name = Wording.written(table.name());
        String create = Script.of(table.sql()).next().text();
        return List.of(
                TableText.of(create).named(temporary),
                "INSERT INTO " + Wording.written(temporary) + " ("
                        + String.join(", ", sources.keySet()) + ") SELECT "
                        + String.join(", ", sources.values()) + " FROM " + name,
                "DROP TABLE " + name,
                "ALTER TABLE " + Wording.written(temporary) + " RENAME TO " + name);
    }

    private static List<String> indexDrops(TablePair pair, Renames renames) {
        List<String> drops = new ArrayList<>();
        Set<String> kept = shapes(pair.newer(), Renames.NONE);
        for (Index index : created(pair.older())) {
            if (!kept.contains(shape(pair.older(), index, renames))) {
                drops.add("DROP INDEX " + Wording.written(index.name()));
            }
        }
        return drops;
    }

    private static List<String> indexCreates(TablePair pair, Renames renames, boolean rebuilt) {
        List<String> creates = new ArrayList<>();
        Set<String> there = shapes(pair.older(), renames);
        for (Index index : created(pair.newer())) {
            if (rebuilt || !there.contains(shape(pair.newer(), index, Renames.NONE))) {
                creates.add(text(index));
            }
        }
        return creates;
    }

    private static Set<String> shapes(Table table, Renames renames) {
        Set<String> shapes = new HashSet<>();
        created(table).forEach(index -> shapes.add(shape(table, index, renames)));
        return shapes;
    }

    private static String shape(Table table, Index index, Renames renames) {
        return Names.fold(index.name()) + " " + TableShape.index(table, index, renames);
    }

    /** The indexes that have a statement of their own. */
    private static List<Index> created(Table table) {
        List<Index> created = new ArrayList<>(table.indexes());
        created.removeIf(index -> index.sql() == null);
        return created;
    }

    private static String text(Index index) {
        @Nullable String sql = index.sql();
        return sql == null ? "" : Script.of(sql).next().text();
    }
}
