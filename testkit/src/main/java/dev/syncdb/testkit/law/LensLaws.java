package dev.syncdb.testkit.law;

import dev.syncdb.lens.Lens;
import dev.syncdb.lens.TableLens;
import dev.syncdb.migration.SchemaVersion;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.schema.Names;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The laws of the lenses between the versions of an application's schema, tried with random rows:
 *
 * <pre>{@code
 * LensLaws.check(versions);
 * }</pre>
 *
 * <p>A row that was not edited stays as it is; an edit shows on the other side as what the scripts
 * compute of it, and nothing else does; from version to version in steps, or at once, comes to the
 * same; what is computed can be stored; and what is computed both ways is stable: a value that went
 * back and came again is the same as before. Scripts that go from a price to cents by {@code price
 * * 100} and back by {@code cents / 100.0} break the last one, for 0.29 * 100 is less than 29. Rows
 * are of the declared types, with NULL, empty and odd texts, the ends of each type, and the values
 * that stand in the scripts. Changed in place until {@link #assertHold}; confined to one thread.
 */
public final class LensLaws {
    private static final int TRIES = 1_000;
    private static final long SEED = 1;

    /** Where a script mentions a text or a whole number, a column may hold it. */
    private static final Pattern LITERAL =
            Pattern.compile("'((?:[^']|'')*)'|(?<![\\w.])(\\d{1,18})(?![\\w.])");

    private final SchemaVersions versions;
    private final Map<String, Function<SeededRandom, Value>> own = new LinkedHashMap<>();
    private int tries = TRIES;

    private LensLaws(SchemaVersions versions) {
        this.versions = versions;
    }

    /** Tries all laws, always with the same rows. */
    public static void check(SchemaVersions versions) {
        of(versions).assertHold(SEED);
    }

    /** The laws of these versions. */
    public static LensLaws of(SchemaVersions versions) {
        return new LensLaws(versions);
    }

    /**
     * What a column may hold, where its declared type says too little; of all versions that have
     * one of that name.
     */
    public LensLaws values(String table, String column, Function<SeededRandom, Value> drawn) {
        own.put(name(table, column), drawn);
        return this;
    }

    /** How many random rows for each table and step; 1,000 unless said. */
    public LensLaws tries(int number) {
        tries = number;
        return this;
    }

    /**
     * Tries all laws.
     *
     * @param seed decides what is drawn
     * @throws AssertionError that names the law, the table, the column, the seed and the row, if
     *     one does not hold
     */
    public void assertHold(long seed) {
        SeededRandom random = new SeededRandom(seed);
        SampleRows rows = new SampleRows(random, mentioned(), own::get);
        Lens whole = versions.between(1, 1);
        for (int number = 2; number <= versions.newest(); number++) {
            Lens step = versions.lens(number);
            String where = "version " + number + ", seed " + seed;
            for (TableLens table : step.tables()) {
                TriedLens up = new TriedLens(table, rows, "newer, " + where);
                TriedLens down = new TriedLens(table.inverse(), rows, "older, " + where);
                for (int i = 0; i < tries; i++) {
                    up.tryOnce();
                    down.tryOnce();
                }
            }
            tryComposition(whole, step, rows, where);
            whole = whole.compose(step);
        }
    }

    static String name(String table, String column) {
        return Names.fold(table) + "." + Names.fold(column);
    }

    private void tryComposition(Lens whole, Lens step, SampleRows rows, String where) {
        for (TableLens before : whole.tables()) {
            TableLens next = step.ofOlder(before.newer().name());
            if (next != null) {
                TriedChain chain = new TriedChain(before, next, rows, where);
                for (int i = 0; i < tries; i++) {
                    chain.tryOnce();
                }
            }
        }
    }

    private List<Value> mentioned() {
        List<Value> values = new ArrayList<>();
        for (SchemaVersion version : versions.versions()) {
            Matcher literal = LITERAL.matcher(version.up() + ";" + version.down());
            while (literal.find()) {
                String text = literal.group(1);
                values.add(
                        text == null
                                ? Value.of(Long.parseLong(literal.group(2)))
                                : Value.of(text.replace("''", "'")));
            }
        }
        return values;
    }
}
