package dev.syncdb.lens;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.DeclaredType;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A change of the older table of a lens, on its way to the newer one. */
record CarriedChange(TableLens lens, Change change) {
    /** True if the row need not be known. */
    boolean isPossible() {
        if (change instanceof Change.Update update) {
            return update.cells().stream().allMatch(this::isAlone);
        }
        if (change instanceof Change.Expect expect) {
            return expect.cells().stream()
                    .allMatch(cell -> lens.down().get(cell.column()) instanceof Same);
        }
        return true;
    }

    /** What it is there, if it is possible. */
    Change carried(Environment environment) {
        if (change instanceof Change.Insert insert) {
            Image image = insert.image();
            return new Change.Insert(
                    named(insert.row()),
                    new Image(lens.newer(image.cells(), environment), image.hidden()));
        }
        if (change instanceof Change.Update update) {
            return new Change.Update(named(update.row()), placed(update.cells()), update.hidden());
        }
        if (change instanceof Change.Expect expect) {
            return new Change.Expect(named(expect.row()), placed(expect.cells()));
        }
        Change.Delete delete = (Change.Delete) change;
        return new Change.Delete(
                named(delete.row()),
                delete.before() == null ? null : lens.newer(delete.before(), environment),
                delete.hidden());
    }

    private RowName named(RowName row) {
        return new RowName(lens.newer().name(), row.key(), row.handle());
    }

    private List<Cell> placed(List<Cell> cells) {
        List<Cell> placed = new ArrayList<>();
        for (Cell cell : cells) {
            if (lens.down().get(cell.column()) instanceof Same same) {
                placed.add(new Cell(same.column(), cell.before(), cell.after(), cell.relative()));
            }
        }
        return placed;
    }

    /** True if nothing is computed from the cell, and its merge rule is the same there. */
    private boolean isAlone(Cell cell) {
        for (Source source : lens.up()) {
            if (source instanceof Computed computed
                    && computed.conversion().reads().contains(cell.column())) {
                return false;
            }
        }
        return !cell.relative()
                || !(lens.down().get(cell.column()) instanceof Same same)
                || mergesAlike(
                        lens.older().columns().get(cell.column()).type(),
                        lens.newer().columns().get(same.column()).type());
    }

    /** True if an increment of the one is an increment of the other. */
    private static boolean mergesAlike(DeclaredType left, DeclaredType right) {
        return left.merge() == right.merge() && Objects.equals(left.function(), right.function());
    }
}
