package dev.syncdb.migration;

import dev.syncdb.schema.Table;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;
import java.util.Random;

/** Rows with whatever SQLite stores, the ends of every type among it. */
final class RandomRows {
    private static final List<Value> VALUES = List.of(
            Value.NULL,
            Value.of(""),
            Value.of("todo"),
            Value.of("done"),
            Value.of("Ada Lovelace"),
            Value.of("\u00e4\ud83d\ude00 \u4e2d"),
            Value.of(" 12 "),
            Value.of("12"),
            Value.of("-0"),
            Value.of("1e3"),
            Value.of("9223372036854775808"),
            Value.of("12abc"),
            Value.of(0),
            Value.of(3),
            Value.of(-7),
            Value.of(Long.MAX_VALUE),
            Value.of(Long.MIN_VALUE + 1),
            Value.of(0.1),
            Value.of(-2.0),
            Value.of(19.99),
            Value.of(1e300),
            Value.of(9.5e18),
            Value.of(Bytes.EMPTY),
            Value.of(Bytes.copyOf(new byte[] {65, 10, 90})));

    private final Random random;

    RandomRows(Random random) {
        this.random = random;
    }

    /** A row with the number in every column of its key, as it is written. */
    Row row(Table table, long number) {
        Value[] cells = new Value[table.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            boolean key = table.primaryKey().columns().contains(i);
            cells[i] = stored(table, i, key ? Value.of(number) : value());
        }
        return Row.owned(cells);
    }

    /** The row with other values in some of the columns that are not of its key. */
    Row edited(Table table, Row row) {
        Row edited = row;
        for (int i = 0; i < row.size(); i++) {
            if (random.nextBoolean() && !table.primaryKey().columns().contains(i)) {
                edited = edited.with(i, stored(table, i, value()));
            }
        }
        return edited;
    }

    private static Value stored(Table table, int column, Value value) {
        boolean generated = table.columns().get(column).isGenerated();
        return generated
                ? Value.NULL
                : table.columns().get(column).type().affinity().apply(value);
    }

    private Value value() {
        return switch (random.nextInt(4)) {
            case 0 -> Value.of(random.nextInt(20));
            case 1 -> Value.of(random.nextInt(2_000) / 100.0);
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }
}
