package dev.syncdb.testkit.law;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.schema.Check;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.Table;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Affinity;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Random rows of a table that an application could have stored: values are of the declared types,
 * NULL only where it may be, and the table's checks hold if that can be had. Confined to one
 * thread.
 */
final class SampleRows {
    static final Environment ENVIRONMENT = new Environment(() -> new Stamp(0, 0, 0), () -> 0);

    /** Cells that are drawn again, one by one, until all checks hold. */
    private static final int REPAIRS_MAX = 200;

    /** Draws of one value of a type that refuses most of what is drawn. */
    private static final int DRAWS_MAX = 50;

    private static final List<Value> INTEGERS = List.of(
            Value.of(0),
            Value.of(1),
            Value.of(-1),
            Value.of(1L << 31),
            Value.of(1L << 53),
            Value.of(Long.MAX_VALUE),
            Value.of(Long.MIN_VALUE));

    private static final List<Value> REALS = List.of(
            Value.of(0.1),
            Value.of(-2.0),
            Value.of(1e-300),
            Value.of(1e300),
            Value.of(0x1p53 + 1),
            Value.of(Double.POSITIVE_INFINITY));

    private static final List<Value> TEXTS = List.of(
            Value.of(""),
            Value.of(" "),
            Value.of("a"),
            Value.of("A b"),
            Value.of("12"),
            Value.of(" 1.50"),
            Value.of("\u00e4\u0130\ud83d\ude00"),
            Value.of("it's \"so\""),
            Value.of("line\nline"),
            Value.of("2026-02-28"),
            Value.of("e\u0301"));

    private static final List<Value> BLOBS =
            List.of(Value.of(Bytes.EMPTY), Value.of(Bytes.copyOf(new byte[] {0, -1, 65})));

    private final SeededRandom random;
    private final List<Value> mentioned;
    private final Function<String, @Nullable Function<SeededRandom, Value>> own;

    /**
     * @param mentioned values that stand in the scripts, among which those are that checks ask for
     * @param own by {@code table.column}, folded, what the application draws; null for the rest
     */
    SampleRows(
            SeededRandom random,
            List<Value> mentioned,
            Function<String, @Nullable Function<SeededRandom, Value>> own) {
        this.random = random;
        this.mentioned = mentioned;
        this.own = own;
    }

    /** A row; what the store computes is NULL in it. */
    Row row(Table table) {
        Value[] cells = new Value[table.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(table, i);
        }
        return repaired(table, Row.owned(cells), false);
    }

    /** The row with other values in about half of the columns that are not of its key. */
    Row edited(Table table, Row row) {
        Row edited = row;
        for (int i = 0; i < row.size(); i++) {
            if (random.percent(50) && !table.primaryKey().columns().contains(i)) {
                edited = edited.with(i, cell(table, i));
            }
        }
        return repaired(table, edited, true);
    }

    /** True unless the row breaks the check, for all that can be said. */
    static boolean holds(Check check, Table table, Row row) {
        Value value = check.condition().evaluate(completed(table, row), ENVIRONMENT);
        return value.isNull() || !value.equals(Value.of(0));
    }

    private static Row completed(Table table, Row row) {
        Row complete = row;
        for (int position : table.generatedColumns()) {
            Column column = table.columns().get(position);
            Column.Generation how = column.generation();
            if (how != null) {
                Value value = how.formula().evaluate(complete, ENVIRONMENT);
                complete = complete.with(position, column.type().affinity().apply(value));
            }
        }
        return complete;
    }

    private Row repaired(Table table, Row row, boolean keepsKey) {
        Row best = row;
        long broken = broken(table, best);
        for (int i = 0; i < REPAIRS_MAX && broken > 0; i++) {
            int column = (int) random.below(row.size());
            if (!keepsKey || !table.primaryKey().columns().contains(column)) {
                Row other = best.with(column, cell(table, column));
                long still = broken(table, other);
                best = still <= broken ? other : best;
                broken = Math.min(still, broken);
            }
        }
        return best;
    }

    private static long broken(Table table, Row row) {
        return table.checks().stream()
                .filter(check -> !holds(check, table, row))
                .count();
    }

    private Value cell(Table table, int position) {
        Column column = table.columns().get(position);
        if (column.isGenerated()) {
            return Value.NULL;
        }
        Function<SeededRandom, Value> drawing =
                own.apply(LensLaws.name(table.name(), column.name()));
        if (drawing != null) {
            return column.type().affinity().apply(drawing.apply(random));
        }
        boolean needed = column.notNull() || table.primaryKey().columns().contains(position);
        if (!needed && random.percent(15)) {
            return Value.NULL;
        }
        Value value = Value.NULL;
        for (int i = 0; i < DRAWS_MAX && value.isNull(); i++) {
            Value drawn = column.type().affinity().apply(drawn(column.type().affinity()));
            value = fits(table, column.type(), drawn) ? drawn : value;
        }
        return value;
    }

    private static boolean fits(Table table, DeclaredType type, Value value) {
        return type.refuses(value) == null && (!table.strict() || type.isStrictly(value));
    }

    private Value drawn(Affinity affinity) {
        if (!mentioned.isEmpty() && random.percent(40)) {
            return one(mentioned);
        }
        return switch (affinity) {
            case INTEGER -> integer();
            case REAL -> real();
            case TEXT -> text();
            case NUMERIC -> random.percent(60) ? integer() : random.percent(50) ? real() : text();
            case BLOB -> random.percent(30) ? one(BLOBS) : random.percent(50) ? text() : integer();
        };
    }

    private Value integer() {
        return random.percent(30) ? one(INTEGERS) : Value.of(random.between(-10, 1_000));
    }

    /** Mostly amounts with cents, whose sums and products are not what they seem. */
    private Value real() {
        return random.percent(20) ? one(REALS) : Value.of(random.between(-100, 100_000) / 100.0);
    }

    private Value text() {
        if (random.percent(60)) {
            return one(TEXTS);
        }
        List<String> words = new ArrayList<>();
        for (long i = random.between(1, 3); i > 0; i--) {
            words.add(one(TEXTS).asText());
        }
        return Value.of(String.join(" ", words));
    }

    private Value one(List<Value> values) {
        return values.get((int) random.below(values.size()));
    }
}
