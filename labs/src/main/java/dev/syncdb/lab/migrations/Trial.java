package dev.syncdb.lab.migrations;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs migrations of one database in real SQLite: each begins with a database of an older version
 * that is full of rows, and has to end in the newer version with every value that both know. Then
 * each runs live, see {@link LiveTrial}.
 */
final class Trial {
    private static final double NANOS_PER_MILLI = 1_000_000;

    private final RoomHistory history;
    private final SampleRows samples;
    private final int rowsPerTable;
    private final Environment environment;
    private final Map<Integer, List<String>> structures = new HashMap<>();

    Trial(RoomHistory history, int rowsPerTable, Environment environment) {
        this.history = history;
        this.rowsPerTable = rowsPerTable;
        this.environment = environment;
        this.samples = new SampleRows(history.versions(), environment);
        for (Version version : history.versions()) {
            try (SqliteDatabase fresh = new SqliteDatabase()) {
                fresh.runAll(version.statements());
                structures.put(version.number(), fresh.structure());
            }
        }
    }

    /** Runs it from every version to every later one. */
    void run(Tally tally) {
        List<Version> versions = history.versions();
        for (int from = 0; from + 1 < versions.size(); from++) {
            try (SqliteDatabase database = filled(versions.get(from))) {
                for (int to = from + 1; to < versions.size(); to++) {
                    Step step = Step.of(history.name(), versions.get(from), versions.get(to));
                    String failure = attempt(step, database, tally);
                    tally.add(step, to == from + 1, failure == null ? live(step, tally) : failure);
                }
            }
        }
    }

    /** Runs it in our own engine, with phones that write; returns what is wrong, or null. */
    private @Nullable String live(Step step, Tally tally) {
        try {
            LiveTrial trial = new LiveTrial(step, samples, rowsPerTable, environment);
            String wrong = trial.run();
            tally.wrote(trial.writes());
            return wrong;
        } catch (SyncDbException refused) {
            return step + ": " + refused.getMessage();
        }
    }

    /** Runs it from every version to the next one that there is. */
    void runSteps(Tally tally) {
        List<Version> versions = history.versions();
        for (int from = 0; from + 1 < versions.size(); from++) {
            try (SqliteDatabase database = filled(versions.get(from))) {
                Step step = Step.of(history.name(), versions.get(from), versions.get(from + 1));
                tally.add(step, true, attempt(step, database, tally));
            }
        }
    }

    /** A database of a version, full of rows. */
    SqliteDatabase filled(Version version) {
        SqliteDatabase database = new SqliteDatabase();
        database.runAll(version.statements());
        database.run("BEGIN");
        for (Table table : version.schema().tables()) {
            database.insert(table, samples.rows(version.schema(), table, rowsPerTable));
        }
        database.run("COMMIT");
        List<String> orphans = database.orphans();
        if (!orphans.isEmpty()) {
            throw new IllegalStateException("no parent of " + orphans.get(0));
        }
        return database;
    }

    /**
     * Runs one and leaves the database as it was.
     *
     * @param database as {@link #filled} makes it of the older version
     * @return what is wrong with the migration, or null
     */
    @Nullable
    String attempt(Step step, SqliteDatabase database, Tally tally) {
        // SQLite takes back the structure too.
        database.run("BEGIN");
        try {
            long begin = System.nanoTime();
            database.runAll(step.draft().statements());
            tally.took((System.nanoTime() - begin) / NANOS_PER_MILLI);
            String wrong = wrong(step, database);
            return wrong == null ? null : step + ": " + wrong;
        } catch (IllegalStateException refused) {
            return step + ": " + refused.getMessage();
        } finally {
            database.run("ROLLBACK");
        }
    }

    private @Nullable String wrong(Step step, SqliteDatabase database) {
        List<String> wanted = structures.getOrDefault(step.newer().number(), List.of());
        List<String> found = database.structure();
        if (!found.equals(wanted)) {
            List<String> wrong = new ArrayList<>(found);
            wrong.removeAll(wanted);
            List<String> missing = new ArrayList<>(wanted);
            missing.removeAll(found);
            return "has " + wrong + ", not " + missing;
        }
        for (Table table : step.newer().schema().tables()) {
            Table before = step.before(table);
            String loss = before == null ? null : loss(step, before, table, database);
            if (loss != null) {
                return loss;
            }
        }
        return null;
    }

    /** The values of all columns that both know are what the newer columns make of the old ones. */
    private @Nullable String loss(Step step, Table before, Table after, SqliteDatabase database) {
        List<Column> known = Step.known(before, after);
        List<Column> written = SampleRows.written(before);
        List<String> expected = new ArrayList<>();
        for (Row row : samples.rows(step.older().schema(), before, rowsPerTable)) {
            List<Value> cells = new ArrayList<>();
            for (Column column : known) {
                Column source = before.columns().get(before.position(column.name()));
                Value old = row.at(written.indexOf(source));
                Value kept = column.type().affinity().apply(old);
                cells.add(kept.isNull() && column.notNull() ? samples.instead(column) : kept);
            }
            expected.add(known.isEmpty() ? "(1)" : Row.of(cells).toString());
        }
        List<String> found = new ArrayList<>();
        database.cells(after, known).forEach(row -> found.add(row.toString()));
        Collections.sort(expected);
        Collections.sort(found);
        if (found.size() != expected.size()) {
            return after.name() + " has " + found.size() + " rows, not " + expected.size();
        }
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).equals(expected.get(i))) {
                return after.name() + " has " + found.get(i) + ", not " + expected.get(i);
            }
        }
        return null;
    }
}
