package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.insertStep;
import static dev.syncdb.sync.TestOperations.insertTask;
import static dev.syncdb.sync.TestOperations.stepRow;
import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** First syncs by classes of tables, while others write. */
class ClassesTest {
    private static final long SEED = 0xC1A55;
    private static final int RUNS = 300;
    private static final long CLIENT = 7;
    private static final List<String> TABLES = List.of("tasks", "steps");

    private final StoreSpace space = new StoreSpace();

    @Test
    void aClassIsTheStateOfItsTablesAtItsHeadAndTheLastPassIsThatOfAll() {
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            try {
                new ClassesTest().run(new Random(seed));
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
    }

    @Test
    void whereNothingChangedMeanwhileNoPassIsNeededBehindTheLastClass() {
        push(insertTask(1, "a", 0), insertStep("s", 1));
        PageToken next = PageToken.beginning(PriorityClasses.of(List.of(List.of("STEPS"))));
        Page page = space.page(CLIENT, 0, next, 9);
        assertEquals(List.of("steps"), tables(page), "names are compared as SQL does");
        page = space.page(CLIENT, 0, page.next(), 9);
        assertEquals(List.of("tasks"), tables(page), "what no class names comes last");
        assertEquals(null, page.next());
    }

    @Test
    void aTableCountsInTheFirstClassThatNamesItAndUnknownOnesNowhere() {
        push(insertTask(1, "a", 0), insertStep("s", 1));
        List<List<String>> classes =
                List.of(List.of("ghosts"), List.of("tasks", "syncdb_clients"), TABLES);
        PageToken next = PageToken.beginning(PriorityClasses.of(classes));
        List<List<String>> found = new ArrayList<>();
        while (next != null) {
            Page page = space.page(CLIENT, 0, next, 9);
            found.add(tables(page));
            next = page.next();
        }
        assertEquals(List.of(List.of(), List.of("tasks"), List.of("steps"), List.of()), found);
    }

    @Test
    void whatTheClientWroteItselfIsToldInThePassBehindTheLastClass() {
        push(insertTask(1, "a", 0));
        PageToken next = PageToken.beginning(PriorityClasses.of(List.of(List.of("tasks"))));
        next = space.page(CLIENT, 0, next, 9).next();
        space.push(1, new Claim(0, CLIENT, 0), List.of(insertTask(2, "own", 0)));
        next = space.page(CLIENT, 0, next, 9).next();
        assertEquals(1, space.page(CLIENT, 0, next, 9).changes().size());
    }

    private void run(Random random) {
        List<List<String>> classes = random.nextBoolean()
                ? List.of(List.of("steps"))
                : List.of(List.of("tasks"), List.of("steps"));
        PageToken next = PageToken.beginning(PriorityClasses.of(classes));
        write(random, 10);
        Map<String, Row> held = new TreeMap<>();
        int done = 0;
        while (next != null) {
            Page page = space.page(CLIENT, 0, next, 1 + random.nextInt(3));
            page.changes().forEach(change -> take(held, change));
            PageToken after = page.next();
            if (after != null && after.classes().done() > done) {
                done = after.classes().done();
                List<String> tables =
                        done <= classes.size() ? classes.get(done - 1) : rest(classes);
                tables.forEach(table -> assertEquals(state(table), of(held, table), table));
            }
            next = after;
            if (next != null) {
                write(random, random.nextInt(4));
            }
        }
        assertTrue(done >= classes.size());
        TABLES.forEach(table -> assertEquals(state(table), of(held, table), table));
    }

    private void write(Random random, int times) {
        for (int i = 0; i < times; i++) {
            try {
                space.write(transaction -> write(transaction, random));
            } catch (Incorrect refused) {
                assertEquals(ErrorCode.FOREIGN_KEY, refused.code());
            }
        }
    }

    private static void write(Transaction transaction, Random random) {
        long id = 1 + random.nextInt(5);
        Key task = Key.of(id);
        Key step = Key.of("s" + random.nextInt(5));
        boolean hasTask = transaction.get("tasks", task) != null;
        boolean hasStep = transaction.get("steps", step) != null;
        int choice = random.nextInt(6);
        if (!hasTask) {
            transaction.insert("tasks", taskRow(id, "t", random.nextInt(9)));
        } else if (choice == 0) {
            transaction.delete("tasks", task);
        } else if (choice < 3) {
            transaction.update("tasks", task, taskRow(id, "t", random.nextInt(9)));
        } else if (hasStep && choice == 3) {
            transaction.delete("steps", step);
        } else if (hasStep) {
            transaction.update("steps", step, stepRow(step.values().at(0).asText(), id));
        } else {
            transaction.insert("steps", stepRow(step.values().at(0).asText(), id));
        }
    }

    private void push(Change... operations) {
        space.push(1, new Claim(space.store.head(), 1, 0), List.of(operations));
    }

    private static List<String> rest(List<List<String>> classes) {
        List<String> rest = new ArrayList<>(TABLES);
        classes.forEach(rest::removeAll);
        return rest;
    }

    private static List<String> tables(Page page) {
        List<String> tables = new ArrayList<>();
        for (RowName row : StoreSpace.rowsOf(page.changes())) {
            tables.add(row.table());
        }
        return tables;
    }

    private static void take(Map<String, Row> held, Change change) {
        RowName row = StoreSpace.rowsOf(List.of(change)).get(0);
        String place = row.table() + " " + row.key();
        if (change instanceof Change.Insert insert) {
            held.put(place, insert.image().cells());
        } else if (change instanceof Change.Update update) {
            Row cells = held.get(place);
            assertTrue(cells != null, "a page updates " + row + ", which is not here");
            Table table = TestSchema.ALL.table(row.table());
            held.put(place, Predict.patched(table, cells, update.cells()));
        } else {
            held.remove(place);
        }
    }

    private static Map<String, Row> of(Map<String, Row> held, String table) {
        Map<String, Row> rows = new TreeMap<>(held);
        rows.keySet().removeIf(place -> !place.startsWith(table + " "));
        return rows;
    }

    private Map<String, Row> state(String table) {
        Map<String, Row> rows = new TreeMap<>();
        try (Snapshot snapshot = space.store.snapshot()) {
            Scan scan = snapshot.scan(table, Range.ALL);
            while (scan.next()) {
                Image image = scan.image();
                rows.put(table + " " + scan.key(), image.cells());
            }
        }
        return rows;
    }
}
