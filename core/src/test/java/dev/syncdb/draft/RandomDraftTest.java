package dev.syncdb.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.oracle.Sqlite;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random schemas, and random ones that are like them: whatever is drafted runs and keeps values. */
final class RandomDraftTest {
    private static final int TRIES = 400;
    private static final int ROWS = 6;

    private int migrated;
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
        System.out.println(migrated + " migrated, " + cells + " values kept, " + stopped + " stopped");
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
        } catch (dev.syncdb.error.Incorrect contradiction) {
            return;
        }
        String rows = rows(before, random);
        List<Answer> answers = new ArrayList<>();
        for (Ambiguity each : Draft.of(before, after).ambiguities()) {
            Answer dropped = each.dropped().answer();
            if (!answers.contains(dropped)) {
                answers.add(dropped);
            }
        }
        try (Migrated run = Migrated.of(older, newer, rows, answers.toArray(new Answer[0]))) {
            migrated++;
            try (Sqlite untouched = new Sqlite()) {
                untouched.load("PRAGMA foreign_keys = OFF;" + older + rows);
                for (Table table : before.tables()) {
                    Table now = after.find(table.name());
                    if (now != null) {
                        compare(untouched, run, table, now);
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
            assertTrue(notes.stream().anyMatch(note -> note.text().contains("stop")), () ->
                    older + "\n" + refused.getMessage() + notes);
        }
    }

    /** The values of columns that both have, as a column of the newer type holds them. */
    private void compare(Sqlite untouched, Migrated run, Table before, Table after) {
        List<String> names = new ArrayList<>();
        for (Column column : after.columns()) {
            int old = before.indexOf(column.name());
            if (!column.hidden() && old >= 0 && !before.columns().get(old).hidden()) {
                boolean computed =
                        column.isGenerated() || before.columns().get(old).isGenerated();
                if (!computed) {
                    names.add(column.name());
                }
            }
        }
        String select = "SELECT count(*) OVER (), " + String.join(", ", names) + " FROM "
                + after.name() + " ORDER BY z";
        List<Row> now = run.query(select);
        List<Row> then = untouched.query(select);
        assertEquals(then.size(), now.size(), () -> before.sql() + run.draft().script());
        for (int row = 0; row < now.size(); row++) {
            for (int i = 0; i < names.size(); i++) {
                Column column = after.columns().get(after.position(names.get(i)));
                Value old = then.get(row).at(i + 1);
                Value kept = now.get(row).at(i + 1);
                if (old.isNull() && column.notNull()) {
                    assertTrue(!kept.isNull(), "something takes the place of NULL");
                    continue;
                }
                cells++;
                assertEquals(
                        column.type().affinity().apply(old),
                        kept,
                        () -> before.sql() + column.name() + run.draft().script());
            }
        }
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
