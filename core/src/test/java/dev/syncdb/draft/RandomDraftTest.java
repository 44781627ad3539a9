package dev.syncdb.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Incorrect;
import dev.syncdb.oracle.Sqlite;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random schemas, and random ones that are like them: whatever is drafted runs and keeps values.
 */
final class RandomDraftTest {
    private static final int TRIES = Integer.getInteger("draft.tries", 40);
    private static final int ROWS = 6;

    private int migrated;
    private int renamed;
    private int altered;
    private int rebuilt;
    private int cells;
    private int stopped;

    @Test
    void everyDraftEndsInTheNewerSchemaWithEveryValueThatBothKnow() {
        long seed = Long.getLong("draft.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            RandomSchema drawing = new RandomSchema(random);
            List<RandomSchema.Drawn> older = drawing.schema();
            List<RandomSchema.Drawn> newer = drawing.like(older);
            attempt(drawing.script(older), drawing.script(newer), random);
        }
        System.out.println(migrated + " migrated, " + renamed + " columns renamed, " + altered
                + " altered, " + rebuilt + " tables rebuilt, " + cells + " values kept, " + stopped
                + " stopped");
        assertTrue(renamed > 0 && altered > 0 && rebuilt > 0, "all ways were taken");
        assertTrue(migrated > TRIES / 2, migrated + " of " + TRIES + " migrated");
        assertTrue(cells > TRIES, cells + " values were compared");
        assertTrue(stopped < TRIES / 4, stopped + " stopped, as a note said they might");
    }

    private void attempt(String older, String newer, Random random) {
        Schema before;
        Schema after;
        try {
            before = Scripts.schema(older);
            after = Scripts.schema(newer);
        } catch (Incorrect contradiction) {
            return;
        }
        String rows = rows(before, random);
        List<Answer> answers = answers(before, after, random);
        try (Migrated run = Migrated.of(older, newer, rows, answers.toArray(new Answer[0]))) {
            migrated++;
            count(run.draft().statements());
            try (Sqlite untouched = new Sqlite()) {
                untouched.load("PRAGMA foreign_keys = OFF;" + older + rows);
                for (Table table : before.tables()) {
                    Table now = after.find(table.name());
                    if (now != null) {
                        compare(untouched, run, names(table, now, answers), table, now);
                    }
                }
            }
        } catch (IllegalStateException refused) {
            List<Note> notes = Draft.of(before, after, new Answers(answers)).notes();
            stopped++;
            assertTrue(
                    refused.getMessage().contains("CONSTRAINT")
                            || refused.getMessage().contains("mismatch"),
                    refused::getMessage);
            assertTrue(
                    notes.stream().anyMatch(note -> note.text().contains("stop")),
                    () -> older + "\n" + refused.getMessage() + notes);
        }
    }

    /** Answers to all that is asked, drawn one after the other. */
    private static List<Answer> answers(Schema before, Schema after, Random random) {
        List<Answer> answers = new ArrayList<>();
        List<Ambiguity> open = Draft.of(before, after).ambiguities();
        while (!open.isEmpty()) {
            Ambiguity first = open.get(0);
            boolean rename = first.column() != null && random.nextBoolean();
            answers.add((rename ? first.renamed() : first.dropped()).answer());
            open = Draft.of(before, after, new Answers(answers)).ambiguities();
        }
        return answers;
    }

    private void count(List<String> statements) {
        for (String statement : statements) {
            renamed += statement.contains(" RENAME COLUMN ") ? 1 : 0;
            altered += statement.contains(" COLUMN ") ? 1 : 0;
            rebuilt += statement.startsWith("INSERT INTO new_") ? 1 : 0;
        }
    }

    /** The columns that both tables have, and anybody may write: name after to name before. */
    private static Map<String, String> names(Table before, Table after, List<Answer> answers) {
        Map<String, String> names = new TreeMap<>();
        for (Column column : before.columns()) {
            String now = column.name();
            for (Answer answer : answers) {
                boolean about = answer.table().equals(before.name())
                        && column.name().equals(answer.column());
                now = about && answer.became() != null ? answer.became() : now;
            }
            int position = after.indexOf(now);
            if (position >= 0 && isWritten(column) && isWritten(after.columns().get(position))) {
                names.put(now, column.name());
            }
        }
        return names;
    }

    private static boolean isWritten(Column column) {
        return !column.hidden() && !column.isGenerated();
    }

    /** Each value is what a column of the newer type makes of it. */
    private void compare(
            Sqlite untouched, Migrated run, Map<String, String> names, Table before, Table after) {
        List<Row> now = run.query(select(after, names.keySet()));
        List<Row> then = untouched.query(select(before, names.values()));
        assertEquals(then.size(), now.size(), () -> before.sql() + run.draft().script());
        for (int row = 0; row < now.size(); row++) {
            int i = 0;
            for (String name : names.keySet()) {
                Column column = after.columns().get(after.position(name));
                Value old = then.get(row).at(i);
                Value kept = now.get(row).at(i);
                i++;
                boolean ofKey = after.primaryKey().columns().contains(after.position(name));
                if (old.isNull() && (column.notNull() || ofKey)) {
                    continue; // Something takes the place of NULL.
                }
                cells++;
                assertEquals(
                        column.type().affinity().apply(old),
                        kept,
                        () -> before.sql() + name + run.draft().script());
            }
        }
    }

    private static String select(Table table, Collection<String> names) {
        return "SELECT " + String.join(", ", names) + " FROM " + table.name() + " ORDER BY z";
    }

    /** Rows that no UNIQUE refuses: z and all that is not NULL are different in each. */
    private static String rows(Schema schema, Random random) {
        StringBuilder rows = new StringBuilder();
        for (Table table : schema.tables()) {
            for (int i = 0; i < ROWS; i++) {
                List<String> names = new ArrayList<>();
                List<String> values = new ArrayList<>();
                for (Column column : table.columns()) {
                    if (!column.hidden() && !column.isGenerated()) {
                        names.add(column.name());
                        values.add(value(column, i, random));
                    }
                }
                rows.append("INSERT INTO " + table.name() + " (" + String.join(", ", names)
                        + ") VALUES (" + String.join(", ", values) + ");");
            }
        }
        return rows.toString();
    }

    private static String value(Column column, int row, Random random) {
        boolean named = column.name().equals("z") || column.name().equals("k");
        if (!named && !column.notNull() && random.nextInt(4) == 0) {
            return "NULL";
        }
        int number = 10 * row + random.nextInt(10);
        return switch (column.type().affinity()) {
            case INTEGER, NUMERIC -> String.valueOf(number);
            case REAL -> number + ".25";
            case TEXT -> "'t" + number + "'";
            case BLOB -> "x'0" + row + "ff'";
        };
    }
}
