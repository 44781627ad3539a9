package dev.syncdb.lens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes one row at random versions, again and again, and fails where a law of lenses does not
 * hold. Lives for one chain of versions that all have one table.
 */
final class SuccessionLaws {
    static final Environment ENVIRONMENT =
            new Environment(() -> new Stamp(1, 0, 1_700_000_000_000L), () -> 42);

    private final List<Lens> lenses;
    private final Succession succession;
    private final String stored;
    private final Random random;
    private final Function<Column, Value> values;

    /** Cells that were computed anew, over all edits. */
    private int computed;

    /** Cells that kept what their formula would have lost. */
    private int kept;

    /** @param values draws a value that the column can store */
    SuccessionLaws(List<Lens> lenses, Random random, Function<Column, Value> values) {
        this.lenses = lenses;
        this.random = random;
        this.values = values;
        this.succession = StoredChain.of(lenses);
        this.stored = table(succession.newest()).stored();
    }

    int computed() {
        return computed;
    }

    int kept() {
        return kept;
    }

    /** A new row, and edits of it. */
    void check(int edits) {
        Row row = insert();
        for (int i = 0; i < edits; i++) {
            row = edit(row);
        }
    }

    private Row insert() {
        int version = version();
        ViewedTable table = table(version);
        Row written = StoredChain.empty(table);
        for (int column = 0; column < table.table().columns().size(); column++) {
            written = written.with(
                    table.place(column), values.apply(table.table().columns().get(column)));
        }
        Row row = succession.inserted(version, stored, written, ENVIRONMENT);
        assertEquals(
                table.show(written), table.show(row), "a new row shows where it was written as is");
        requireOneValue(row);
        for (int step = 0; step < lenses.size(); step++) {
            int from = step + 1 < version ? step + 2 : step + 1;
            int to = step + 1 < version ? step + 1 : step + 2;
            Row shown = table(from).show(row);
            assertEquals(
                    projection(from, to).of(shown, ENVIRONMENT),
                    table(to).show(row),
                    "version " + to + " has of a new row what the lens makes of " + from);
        }
        return row;
    }

    private Row edit(Row before) {
        int version = version();
        ViewedTable table = table(version);
        assertEquals(
                before,
                succession.edited(version, stored, before, before, ENVIRONMENT),
                "an edit that changes nothing changes nothing");
        Row written = before;
        Set<Integer> touched = new HashSet<>();
        for (int column = 1; column < table.table().columns().size(); column++) {
            if (random.nextInt(3) == 0) {
                touched.add(table.place(column));
                Value value = values.apply(table.table().columns().get(column));
                written = written.with(table.place(column), value);
            }
        }
        Row after = succession.edited(version, stored, before, written, ENVIRONMENT);
        assertEquals(
                table.show(written),
                table.show(after),
                "what is written at version " + version + " shows there as it was written");
        requireOneValue(after);
        for (int to = version + 1; to <= succession.newest(); to++) {
            requireCarried(to - 1, to, before, after);
            touched.addAll(computedFrom(to - 1, to, touched));
        }
        for (int to = version - 1; to >= succession.oldest(); to--) {
            requireCarried(to + 1, to, before, after);
            touched.addAll(computedFrom(to + 1, to, touched));
        }
        for (int place = 0; place < before.size(); place++) {
            if (!touched.contains(place)) {
                assertEquals(
                        before.at(place),
                        after.at(place),
                        "what is not computed from what was written is not touched");
            }
        }
        return after;
    }

    /** The law between two neighbours, read from what came out at the end. */
    private void requireCarried(int from, int to, Row before, Row after) {
        Projection projection = projection(from, to);
        Row seen = table(from).show(before);
        Row written = table(from).show(after);
        for (int column = 0; column < projection.sources().size(); column++) {
            if (projection.sources().get(column) instanceof Computed source) {
                Value value = source.conversion().evaluate(written, ENVIRONMENT);
                boolean changes = !value.equals(source.conversion().evaluate(seen, ENVIRONMENT));
                Value other = table(to).show(before).at(column);
                assertEquals(
                        changes ? value : other,
                        table(to).show(after).at(column),
                        "from " + from + " to " + to + ": a computed cell follows what changes it,"
                                + " and nothing else");
                computed += changes ? 1 : 0;
                kept += !changes && !other.equals(value) ? 1 : 0;
            }
        }
    }

    private Set<Integer> computedFrom(int from, int to, Set<Integer> touched) {
        Projection projection = projection(from, to);
        Set<Integer> places = new HashSet<>();
        for (int column = 0; column < projection.sources().size(); column++) {
            for (int read : projection.reads(column)) {
                if (touched.contains(table(from).place(read))) {
                    places.add(table(to).place(column));
                }
            }
        }
        return places;
    }

    private void requireOneValue(Row row) {
        for (int version = succession.oldest(); version < succession.newest(); version++) {
            List<Source> sources = projection(version, version + 1).sources();
            for (int column = 0; column < sources.size(); column++) {
                if (sources.get(column) instanceof Same same) {
                    assertEquals(
                            table(version).show(row).at(same.column()),
                            table(version + 1).show(row).at(column),
                            "one cell has one value, whatever versions call it");
                }
            }
        }
    }

    private int version() {
        return succession.oldest() + random.nextInt(lenses.size() + 1);
    }

    private ViewedTable table(int version) {
        View view = succession.view(version);
        Table only = view.schema().tables().iterator().next();
        return view.find(only.name());
    }

    private Projection projection(int from, int to) {
        TableLens lens = lenses.get(Math.min(from, to) - 1).tables().get(0);
        return from < to ? lens.toNewer() : lens.toOlder();
    }
}
