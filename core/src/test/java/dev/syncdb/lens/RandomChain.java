package dev.syncdb.lens;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.table;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.lens.Source.Computed;
import dev.syncdb.lens.Source.Fixed;
import dev.syncdb.lens.Source.Same;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Formula;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Draws versions of one table that follow each other: columns are renamed, moved, added, dropped,
 * retyped, split and put together, with formulas that lose much and fail at times.
 */
final class RandomChain {
    private static final int COLUMNS_MAX = 6;

    private final Random random;
    private int names;

    RandomChain(Random random) {
        this.random = random;
    }

    /** A formula of some cells: few values, so that many rows have the same one. */
    private record Lossy(List<Integer> reads, int modulus) implements Formula {
        @Override
        public String sql() {
            return "lossy(" + reads + ")";
        }

        @Override
        public Value evaluate(Row row, Environment environment) {
            int sum = 0;
            for (int read : reads) {
                sum = 31 * sum + row.at(read).hashCode();
            }
            int result = Math.floorMod(sum, modulus);
            if (result == 1) {
                throw new Incorrect(ErrorCode.WRONG_TYPE, "it fails for some rows");
            }
            return result == 2 ? Value.NULL : Value.of(result);
        }
    }

    List<Lens> lenses(int steps) {
        List<Lens> lenses = new ArrayList<>();
        Table older = table(name("t"), column("id", "INTEGER"), fresh(), fresh(), fresh());
        for (int i = 0; i < steps; i++) {
            TableLens lens = step(older);
            Schema before = Schema.EMPTY.with(older);
            Schema after = Schema.EMPTY.with(lens.newer());
            lenses.add(new Lens(before, after, List.of(lens)));
            older = lens.newer();
        }
        return lenses;
    }

    /** A value that the column can store. */
    Value value(Column column) {
        int number = random.nextInt(6);
        Value value = number == 0 ? Value.NULL : Value.of(number);
        return column.type().affinity() == Affinity.TEXT && number > 3
                ? Value.of("text " + number)
                : column.type().affinity().apply(value);
    }

    private TableLens step(Table older) {
        List<Integer> origins = new ArrayList<>();
        for (int i = 1; i < older.columns().size(); i++) {
            if (random.nextInt(4) > 0) {
                origins.add(i);
            }
        }
        Collections.shuffle(origins, random);
        List<Column> columns = new ArrayList<>(List.of(column("id", "INTEGER")));
        List<Source> up = new ArrayList<>(List.of(new Same(0)));
        List<Source> down = new ArrayList<>(Collections.nCopies(older.columns().size(), null));
        down.set(0, new Same(0));
        for (int origin : origins) {
            Column was = older.columns().get(origin);
            down.set(origin, new Same(columns.size()));
            up.add(new Same(origin));
            columns.add(column(
                    random.nextBoolean() ? was.name() : name("c"), was.type().text()));
        }
        int added = random.nextInt(Math.max(1, COLUMNS_MAX - columns.size()));
        for (int i = 0; i < added; i++) {
            Column column = fresh();
            columns.add(column);
            up.add(source(column, older.columns().size()));
        }
        String name = random.nextBoolean() ? older.name() : name("t");
        Table newer = table(name, columns.toArray(new Column[0]));
        for (int i = 0; i < down.size(); i++) {
            if (down.get(i) == null) {
                down.set(i, source(older.columns().get(i), columns.size()));
            }
        }
        return new TableLens(older, newer, up, down);
    }

    /** Where a column comes from that is none of the other side. */
    private Source source(Column column, int width) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? Fixed.NULL : new Fixed(new Lossy(List.of(), 7));
        }
        Set<Integer> reads = new TreeSet<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            reads.add(random.nextInt(width));
        }
        Lossy formula = new Lossy(List.copyOf(reads), 3 + random.nextInt(4));
        return new Computed(Conversion.into(column, false, formula, reads));
    }

    private Column fresh() {
        return column(name("c"), random.nextBoolean() ? "TEXT" : "INTEGER");
    }

    private String name(String prefix) {
        return prefix + ++names;
    }
}
