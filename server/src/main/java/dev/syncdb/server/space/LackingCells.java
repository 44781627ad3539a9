package dev.syncdb.server.space;

import dev.syncdb.change.Cell;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Lens;
import dev.syncdb.lens.Source;
import dev.syncdb.lens.TableLens;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.sync.scope.Backfill;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a client lacks that made its rows of those of an older version: where its lens gives the
 * value that is stored, it has that, so nothing is said of a column that is at its default. Lives
 * for one page.
 */
final class LackingCells implements Backfill {
    private final @Nullable View older;
    private final View newer;
    private final @Nullable Lens lens;
    private final Environment environment;

    /**
     * What a client lacks.
     *
     * @param older of the version that the client came from; null if it is not stored any more, so
     *     that all rows are told whole
     * @param newer of the version that it has
     * @param lens from the older to the newer one; null with {@code older}
     */
    LackingCells(@Nullable View older, View newer, @Nullable Lens lens, Environment environment) {
        this.older = older;
        this.newer = newer;
        this.lens = lens;
        this.environment = environment;
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public boolean isOfNewTable(String table) {
        ViewedTable shown = newer.findStored(table);
        return shown != null && lens(shown) == null;
    }

    @Override
    public List<Cell> lacking(String table, Row row, IntPredicate isNews) {
        ViewedTable shown = newer.findStored(table);
        ViewedTable before = older == null ? null : older.findStored(table);
        TableLens between = shown == null ? null : lens(shown);
        if (shown == null || before == null || between == null) {
            return List.of();
        }
        Row made = between.newer(before.show(row), environment);
        Row present = shown.show(row);
        List<Cell> lacking = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            boolean stored = !shown.table().columns().get(i).isGenerated();
            boolean same = between.up().get(i) instanceof Source.Same;
            boolean known = made.sameAt(i, present) && !isMadeOfNews(between, i, before, isNews);
            if (stored && !same && !known) {
                lacking.add(new Cell(shown.place(i), null, present.at(i)));
            }
        }
        return lacking;
    }

    /** The client made the cell of what it had then: a migration makes it of what there is now. */
    private static boolean isMadeOfNews(
            TableLens lens, int column, ViewedTable before, IntPredicate isNews) {
        for (int read : lens.toNewer().reads(column)) {
            if (isNews.test(before.place(read))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable TableLens lens(ViewedTable shown) {
        return lens == null ? null : lens.ofNewer(shown.table().name());
    }
}
