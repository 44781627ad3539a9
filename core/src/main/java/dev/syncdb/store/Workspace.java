package dev.syncdb.store;

import dev.syncdb.change.Image;
import dev.syncdb.schema.Schema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where one commit is made: writes rows at its version, without asking any rule, and remembers
 * every step so that it can be taken back. Confined to the writer.
 */
final class Workspace {
    private final long version;
    private final List<Step> steps = new ArrayList<>();
    private View view;

    Workspace(Catalog catalog, long version) {
        this.version = version;
        this.view = new View(catalog, version);
    }

    /** The version that the commit will have. */
    long version() {
        return version;
    }

    /** The state so far. */
    View view() {
        return view;
    }

    Catalog catalog() {
        return view.catalog();
    }

    /** Sets a row. */
    void put(TableData table, Key key, Image image) {
        RowHead head = table.headFor(key);
        replace(table, head, RowVersion.live(version, image, below(head)));
    }

    /** Leaves a tombstone in the place of a row. */
    void remove(TableData table, Key key, Bytes hidden) {
        RowHead head = table.headFor(key);
        replace(table, head, RowVersion.deleted(version, hidden, below(head)));
    }

    /** Takes away what this commit made of a row, which it leaves as it found it. */
    void reset(RowHead head) {
        TableData table = catalog().find(head.table());
        if (table != null) {
            replace(table, head, below(head));
        }
    }

    /** Changes the structure. */
    void define(String sql, Schema schema) {
        View before = view;
        view = new View(before.catalog().with(schema), version);
        steps.add(new DefineStep(sql, () -> view = before));
    }

    /** Does nothing now; {@code step} is taken back with what was done around it. */
    void remember(Step step) {
        steps.add(step);
    }

    int position() {
        return steps.size();
    }

    void undoTo(int position) {
        while (steps.size() > position) {
            steps.remove(steps.size() - 1).undo();
        }
    }

    /** Lets go of all steps: from now on nothing can be taken back. */
    void settle() {
        steps.clear();
    }

    /** Does all of {@code work} or, if it fails, nothing. */
    <T> T whole(Supplier<T> work) {
        int start = position();
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                undoTo(start);
            }
        }
    }

    /** The changes of structure, and for each row the first step that touched it, in order. */
    List<Step> firstSteps() {
        Set<RowHead> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Step> first = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof DefineStep
                    || (step instanceof RowStep && seen.add(((RowStep) step).head()))) {
                first.add(step);
            }
        }
        return first;
    }

    /** For each row the first step that touched it, in order. */
    List<RowStep> firstRowSteps() {
        List<RowStep> rows = new ArrayList<>();
        for (Step step : firstSteps()) {
            if (step instanceof RowStep) {
                rows.add((RowStep) step);
            }
        }
        return rows;
    }

    private void replace(TableData table, RowHead head, @Nullable RowVersion after) {
        RowVersion before = head.newest();
        table.swap(head, before, after);
        steps.add(new RowStep(table, head, before, after));
    }

    /** What lies below this commit's own version of the row. */
    private @Nullable RowVersion below(RowHead head) {
        RowVersion newest = head.newest();
        return newest != null && newest.version() == version ? newest.previous() : newest;
    }
}
