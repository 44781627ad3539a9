package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.taskRow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Image;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.Range;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.MapRows;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Three phones and the server's own code write the same few rows, between requests and between the
 * pages of one pull. Whoever has the last page holds what the server holds, whatever came before.
 */
class ConvergenceTest {
    private static final long SEED = 0x5C0BE;
    private static final int RUNS = 400;
    private static final int STEPS = 120;

    @Test
    void aPhoneThatHasTheLastPageHoldsWhatTheServerHolds() {
        int flips = 0;
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            try {
                flips += run(new Random(seed));
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
        assertTrue(flips > 10 * RUNS, "only " + flips + " pulls came to their end");
    }

    private static int run(Random random) {
        StoreSpace space = new StoreSpace();
        List<Phone> phones = new ArrayList<>();
        for (int client = 1; client <= 3; client++) {
            phones.add(new Phone(client, random));
        }
        int flips = 0;
        for (int step = 0; step < STEPS; step++) {
            Phone phone = phones.get(random.nextInt(phones.size()));
            int choice = random.nextInt(10);
            if (choice == 0) {
                writeAny(space, random);
            } else if (choice < 4) {
                phone.edit();
            } else if (phone.sync(space, 1_000 + step)) {
                assertEquals(head(space), phone.shadow());
                flips++;
            }
        }
        assertEquals(List.of(), space.store.check());
        return flips;
    }

    private static void writeAny(StoreSpace space, Random random) {
        try {
            space.write(transaction -> writeAny(transaction, random));
        } catch (Incorrect refused) {
            assertEquals(ErrorCode.FOREIGN_KEY, refused.code(), "a task with steps keeps its key");
        }
    }

    /** What a server's own code may do: edit, delete, replace, and move a row to another key. */
    private static void writeAny(Transaction transaction, Random random) {
        Key key = Key.of(1 + random.nextInt(5));
        Key other = Key.of(1 + random.nextInt(5));
        Image image = transaction.get("tasks", key);
        Row row = taskRow(key.values().at(0).asLong(), "server", random.nextInt(100));
        if (image == null) {
            transaction.insert("tasks", row);
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> transaction.delete("tasks", key);
            case 1 -> {
                transaction.delete("tasks", key);
                transaction.insert("tasks", random.nextBoolean() ? row : image.cells());
            }
            case 2 -> {
                if (transaction.get("tasks", other) == null) {
                    Value id = other.values().at(0);
                    transaction.update("tasks", key, image.cells().with(0, id));
                }
            }
            default -> transaction.update("tasks", key, row);
        }
    }

    private static Map<MapRows.Place, Image> head(StoreSpace space) {
        Map<MapRows.Place, Image> images = new TreeMap<>();
        try (Snapshot snapshot = space.store.snapshot()) {
            for (String table : List.of("tasks", "steps")) {
                Scan scan = snapshot.scan(table, Range.ALL);
                while (scan.next()) {
                    long handle = HiddenCodec.handle(scan.image().hidden());
                    images.put(
                            new MapRows.Place(table, scan.key()),
                            new Image(scan.image().cells(), HiddenCodec.ofHandle(handle)));
                }
            }
        }
        return images;
    }
}
