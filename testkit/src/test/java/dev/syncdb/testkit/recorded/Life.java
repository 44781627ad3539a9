package dev.syncdb.testkit.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.testkit.recorded.Line.Event.Kind;

import java.util.List;

/** What two phones and a server go through, the same each time. Played once. */
final class Life implements AutoCloseable {
    private static final String MINUTE = "60000";
    private static final String ITEMS = "SELECT * FROM items ORDER BY id";

    private final Hub hub = new Hub();
    private final Recorder recorder = new Recorder(hub);
    private final Phone ann = new Phone("ann", 2, hub.time, List.of());
    private final Phone bob = new Phone("bob", 3, hub.time, List.of(List.of("lists")));

    List<Chapter> play() {
        begin();
        idle();
        push();
        pushValues();
        beRejected();
        conflict();
        restart();
        growTheSchema();
        rewind();
        fork();
        return recorder.chapters();
    }

    private void begin() {
        recorder.event(Kind.BACKEND, "INSERT INTO lists VALUES (1, 'home'), (2, 'work')");
        recorder.event(
                Kind.BACKEND,
                "INSERT INTO items VALUES (1, 1, 'milk', 0), (2, 1, 'bread', 0),"
                        + " (3, 1, 'tea', 0), (4, 1, 'rice', 0), (5, 2, 'ink', 0),"
                        + " (6, 2, 'paper', 0), (7, 2, 'stamps', 0), (8, 2, 'tape', 0),"
                        + " (9, 2, 'chalk', 0), (10, 2, 'glue', 0)");
        recorder.remark("ann has nothing, is given a number, and pulls pages of five rows");
        recorder.sync(ann);
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("so does bob, but lists come first and are shown before the rest");
        recorder.sync(bob);
        assertEquals(hub.read(ITEMS), ann.read(ITEMS), "a first sync brings everything");
        recorder.end("01-first-sync");
    }

    private void idle() {
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("ann has said everything once, and hears of bob's registration");
        recorder.sync(ann);
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("nothing is new: an idle sync");
        recorder.sync(ann);
        recorder.remark("nothing is new, and she asks how far a line goes that she heard of");
        long line = ann.replica().cursor().line();
        recorder.exchange(ann, ann.replica().request().asking(line));
        recorder.end("02-idle");
    }

    private void push() {
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("after an answer that was no news, ann says everything once");
        recorder.sync(ann);
        ann.write("INSERT INTO items VALUES (11, 1, 'salt', 0)");
        recorder.event(Kind.WAIT, "1500");
        recorder.remark("ann inserted a row 1.5 s ago: a push of one row");
        recorder.sync(ann);
        recorder.remark("bob hears of it");
        recorder.sync(bob);
        assertEquals(hub.read(ITEMS), bob.read(ITEMS), "bob has what ann wrote");
        recorder.end("03-push");
    }

    private void pushValues() {
        ann.write("INSERT INTO samples VALUES (300, 1.5, x'00ff', ''), (-1, NULL, x'', 'ü')");
        ann.write("DELETE FROM items WHERE id = 10");
        recorder.remark("ann wrote values of every kind, and deleted a row");
        recorder.sync(ann);
        recorder.remark("bob hears of all of it");
        recorder.sync(bob);
        String samples = "SELECT * FROM samples ORDER BY id";
        assertEquals("[(-1, NULL, x'', 'ü'), (300, 1.5, x'00ff', '')]", bob.read(samples));
        assertEquals(hub.read(ITEMS), bob.read(ITEMS), "the row is gone everywhere");
        recorder.end("04-values");
    }

    private void beRejected() {
        recorder.event(Kind.BACKEND, "INSERT INTO lists VALUES (3, 'garden')");
        ann.write("INSERT INTO lists VALUES (4, 'garden')");
        recorder.event(Kind.WAIT, MINUTE);
        ann.write("INSERT INTO items VALUES (12, 4, 'seeds', 0)");
        recorder.remark("ann made a list whose name is taken meanwhile, and an item on that list");
        recorder.sync(ann);
        assertEquals(
                "[('UNIQUE'), ('CHAIN')]",
                ann.read("SELECT code FROM syncdb_rejected ORDER BY number"),
                "the item needs the list");
        recorder.end("05-rejected");
    }

    private void conflict() {
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("bob catches up");
        recorder.sync(bob);
        ann.write("UPDATE items SET title = 'oat milk' WHERE id = 1");
        recorder.event(Kind.WAIT, MINUTE);
        bob.write("UPDATE items SET title = 'soy milk', done = 1 WHERE id = 1");
        recorder.remark("bob changed what ann changed a minute before, and syncs first");
        recorder.sync(bob);
        recorder.remark("ann's older edit gives way, with a record");
        recorder.sync(ann);
        recorder.remark("bob hears of a version that brought him nothing");
        recorder.sync(bob);
        assertEquals(
                "[('oat milk', 'soy milk')]",
                hub.read("SELECT incoming_value, stored_value FROM syncdb_conflicts"),
                "what gave way is not lost");
        recorder.end("06-conflict");
    }

    private void restart() {
        recorder.event(Kind.WAIT, MINUTE);
        recorder.event(Kind.RESTART);
        recorder.remark("the server does not remember what a brief request leaves out");
        recorder.sync(ann);
        recorder.end("07-not-remembered");
    }

    private void growTheSchema() {
        recorder.event(Kind.BACKEND, "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)");
        recorder.event(Kind.BACKEND, "INSERT INTO notes VALUES (1, 'new')");
        recorder.remark("the server has a table that ann does not know");
        recorder.sync(ann);
        assertEquals("[(1, 'new')]", ann.read("SELECT * FROM notes"), "the table came");
        recorder.end("08-schema");
    }

    private void rewind() {
        recorder.event(Kind.COPY);
        ann.write("UPDATE items SET done = 1 WHERE id = 2");
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("after the copy of the server's folder, ann pushes an edit");
        recorder.sync(ann);
        recorder.event(Kind.RESTORE);
        recorder.remark("the copy is put back: ann is told, and sends the edit again");
        recorder.sync(ann);
        assertEquals(hub.read(ITEMS), ann.read(ITEMS), "what the server lost is there again");
        assertEquals("[(1)]", hub.read("SELECT done FROM items WHERE id = 2"), "so is the edit");
        recorder.end("09-rewound");
    }

    private void fork() {
        recorder.event(Kind.WAIT, MINUTE);
        recorder.remark("bob catches up, and is cloned");
        recorder.sync(bob);
        try (Phone bea = bob.cloned("bea", 4, hub.time)) {
            bob.write("UPDATE items SET done = 1 WHERE id = 3");
            bea.write("UPDATE items SET done = 1 WHERE id = 4");
            recorder.remark("bob pushes under the number that both have");
            recorder.sync(bob);
            recorder.remark("so does the clone, bea: forked, and registers anew with her edit");
            recorder.sync(bea);
            recorder.remark("bob hears of bea's edit");
            recorder.sync(bob);
            assertEquals(hub.read(ITEMS), bea.read(ITEMS), "bea goes on as a client of her own");
            assertEquals(hub.read(ITEMS), bob.read(ITEMS), "both edits are there");
        }
        recorder.end("10-forked");
    }

    @Override
    public void close() {
        ann.close();
        bob.close();
        hub.close();
    }
}
