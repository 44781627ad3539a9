package dev.syncdb.lens;

import dev.syncdb.clock.Environment;
import dev.syncdb.schema.Names;
import dev.syncdb.value.Row;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Versions that follow each other, all stored at once: what is written at one of them is carried to
 * the cells that only others have. Reading computes nothing, then: each version shows cells as they
 * are stored. Immutable.
 *
 * <p>From one version to the next the edit law of {@link TableLens} holds: a cell that is computed
 * is set only if what it is computed from gave another value before. So a value that was not
 * changed survives all conversions, however much they lose.
 */
public final class Succession {
    private final List<View> views;
    private final List<Lens> lenses;

    /** The names of the stored tables of which some version has cells that others do not have. */
    private final Set<String> carried = new HashSet<>();

    /**
     * Versions that follow each other.
     *
     * @param views of each version, the oldest first
     * @param lenses from each version to the one behind it
     */
    public Succession(List<View> views, List<Lens> lenses) {
        this.views = List.copyOf(views);
        this.lenses = List.copyOf(lenses);
        for (int i = 0; i < lenses.size(); i++) {
            for (TableLens table : lenses.get(i).tables()) {
                ViewedTable older = views.get(i).find(table.older().name());
                if (older != null && !isSame(table)) {
                    carried.add(Names.fold(older.stored()));
                }
            }
        }
    }

    /** The oldest version's number. */
    public int oldest() {
        return views.get(0).version();
    }

    /** The newest version's number. */
    public int newest() {
        return views.get(views.size() - 1).version();
    }

    /** What a version shows; null if it is none of these. */
    public @Nullable View view(int version) {
        int index = version - oldest();
        return index < 0 || index >= views.size() ? null : views.get(index);
    }

    /** What the newest version shows. */
    public View newestView() {
        return views.get(views.size() - 1);
    }

    /** True if what is written to a stored table may have to be carried to other cells of it. */
    public boolean carries(String stored) {
        return carried.contains(Names.fold(stored));
    }

    /**
     * A stored row after an edit, with the cells of the other versions.
     *
     * @param version in whose cells the row was edited
     * @param stored the name of the stored table
     * @param before the stored row as it was
     * @param after the same with the edit
     */
    public Row edited(int version, String stored, Row before, Row after, Environment environment) {
        Row result = after;
        int index = version - oldest();
        for (int i = index; i + 1 < views.size(); i++) {
            result = carry(new Step(i, i + 1, stored), before, result, environment);
        }
        for (int i = index; i > 0; i--) {
            result = carry(new Step(i, i - 1, stored), before, result, environment);
        }
        return result;
    }

    /**
     * A new stored row of which only the cells of one version are there, with those of the others.
     *
     * @param version in whose cells the row was written
     * @param stored the name of the stored table
     */
    public Row inserted(int version, String stored, Row row, Environment environment) {
        Row result = row;
        int index = version - oldest();
        for (int i = index; i + 1 < views.size(); i++) {
            result = fill(new Step(i, i + 1, stored), result, environment);
        }
        for (int i = index; i > 0; i--) {
            result = fill(new Step(i, i - 1, stored), result, environment);
        }
        return result;
    }

    /**
     * A stored row of which the cells of the version before the newest are there, with those of the
     * newest: what a migration makes of it.
     *
     * @param stored the name of the stored table
     */
    public Row upgraded(String stored, Row row, Environment environment) {
        int newest = views.size() - 1;
        return newest == 0 ? row : fill(new Step(newest - 1, newest, stored), row, environment);
    }

    private record Step(int from, int to, String stored) {}

    private Row carry(Step step, Row before, Row after, Environment environment) {
        ViewedTable from = views.get(step.from).findStored(step.stored);
        ViewedTable to = views.get(step.to).findStored(step.stored);
        Projection projection = projection(step, from);
        if (from == null || to == null || projection == null) {
            return after;
        }
        Edit edit = new Edit(from.show(before), from.show(after), to.show(after));
        return to.put(projection.after(edit, environment), after);
    }

    private Row fill(Step step, Row row, Environment environment) {
        ViewedTable from = views.get(step.from).findStored(step.stored);
        ViewedTable to = views.get(step.to).findStored(step.stored);
        Projection projection = projection(step, from);
        if (from == null || to == null || projection == null) {
            return row;
        }
        return to.put(projection.of(from.show(row), environment), row);
    }

    private @Nullable Projection projection(Step step, @Nullable ViewedTable from) {
        if (from == null) {
            return null;
        }
        Lens lens = lenses.get(Math.min(step.from, step.to));
        String name = from.table().name();
        TableLens table = step.from < step.to ? lens.ofOlder(name) : lens.ofNewer(name);
        if (table == null) {
            return null;
        }
        return step.from < step.to ? table.toNewer() : table.toOlder();
    }

    private static boolean isSame(TableLens table) {
        return table.up().stream().allMatch(source -> source instanceof Source.Same)
                && table.down().stream().allMatch(source -> source instanceof Source.Same);
    }
}
