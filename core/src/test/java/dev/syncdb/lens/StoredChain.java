package dev.syncdb.lens;

import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Versions as they are stored, for tests: the columns of the newest version, behind them those of
 * older versions that are no columns of the next one; tables that went have names of their own.
 */
final class StoredChain {
    /** A stored table. */
    private static final class Stored {
        private final String name;
        private int width;

        Stored(String name) {
            this.name = name;
        }
    }

    private record Shown(Table table, Stored stored, List<Integer> places) {
        ViewedTable view() {
            return new ViewedTable(table, stored.name, places, stored.width);
        }
    }

    private StoredChain() {}

    /** The versions, numbered from 1, between which there are these lenses. */
    static Succession of(List<Lens> lenses) {
        int newest = lenses.size();
        List<Map<String, Shown>> versions = new ArrayList<>();
        Map<String, Shown> next = new LinkedHashMap<>();
        for (Table table : lenses.get(newest - 1).newer().tables()) {
            next.put(table.name(), shown(table, new Stored(table.name())));
        }
        versions.add(next);
        for (int i = newest - 1; i >= 0; i--) {
            Map<String, Shown> version = new LinkedHashMap<>();
            for (Table table : lenses.get(i).older().tables()) {
                TableLens lens = lenses.get(i).ofOlder(table.name());
                version.put(
                        table.name(),
                        lens == null
                                ? shown(table, new Stored("kept_" + table.name()))
                                : shown(lens, next.get(lens.newer().name())));
            }
            versions.add(0, version);
            next = version;
        }
        List<View> views = new ArrayList<>();
        for (int i = 0; i <= newest; i++) {
            List<ViewedTable> tables = new ArrayList<>();
            versions.get(i).values().forEach(each -> tables.add(each.view()));
            Lens lens = lenses.get(Math.min(i, newest - 1));
            views.add(new View(i + 1, i < newest ? lens.older() : lens.newer(), tables));
        }
        return new Succession(views, lenses);
    }

    /** A stored row without any value. */
    static Row empty(ViewedTable table) {
        Value[] cells = new Value[table.width()];
        Arrays.fill(cells, Value.NULL);
        return Row.owned(cells);
    }

    /** A table of which no version behind has anything. */
    private static Shown shown(Table table, Stored stored) {
        List<Integer> places = new ArrayList<>();
        for (Column column : table.columns()) {
            places.add(column.isGenerated() ? ViewedTable.NOT_STORED : stored.width++);
        }
        return new Shown(table, stored, places);
    }

    private static Shown shown(TableLens lens, Shown newer) {
        Stored stored = newer.stored();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lens.down().size(); i++) {
            if (lens.down().get(i) instanceof Same same) {
                places.add(newer.places().get(same.column()));
            } else if (lens.older().columns().get(i).isGenerated()) {
                places.add(ViewedTable.NOT_STORED);
            } else {
                places.add(stored.width++);
            }
        }
        return new Shown(lens.older(), stored, places);
    }
}
