package dev.syncdb.testkit.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * T20, B20: the data folder of a real server is copied, the server goes on, and the old copy is put
 * back. Nobody tells anybody.
 */
final class RestoredFolderTest {
    private static final String WORDS = "SELECT word FROM words ORDER BY word";
    private static final String TASKS = "SELECT * FROM tasks ORDER BY id";

    @TempDir
    Path root;

    private final VirtualTime time = new VirtualTime();
    private final SeededRandom random = new SeededRandom(20);
    private Hub hub;
    private Device ann;
    private Device bob;

    @BeforeEach
    void open() {
        hub = new Hub(new FileDisk(root.resolve("server")), time, random.split());
        ann = device("ann");
        bob = device("bob");
        ann.sync(hub);
        ann.write("INSERT INTO words VALUES ('before')");
        ann.write("INSERT INTO tasks VALUES (1, 'milk')");
        ann.sync(hub);
        bob.sync(hub);
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
        hub.close();
    }

    @Test
    void phonesNoticeAndGiveBackWhatTheServerLost() throws IOException {
        backUp("backup");
        ann.write("INSERT INTO words VALUES ('lost')");
        ann.write("UPDATE tasks SET title = 'oat milk' WHERE id = 1");
        ann.write("INSERT INTO tasks VALUES (2, 'bread')");
        ann.sync(hub);
        bob.sync(hub);
        bob.write("UPDATE tasks SET title = 'rye bread' WHERE id = 2");
        bob.write("INSERT INTO words VALUES ('lost too')");
        bob.sync(hub);
        ann.sync(hub);
        ann.write("INSERT INTO words VALUES ('pending')");
        String tasks = ann.rows(TASKS).toString();

        putBack("backup");
        assertEquals(1, hub.rows(WORDS).size());
        settle();

        assertEquals("[('before'), ('lost'), ('lost too'), ('pending')]", words());
        assertEquals("[(1, 'oat milk'), (2, 'rye bread')]", tasks);
        assertEquals(tasks, hub.rows(TASKS).toString());
        assertEquals(
                List.of(ReplicaEvent.Kind.REWOUND, ReplicaEvent.Kind.RECORDED),
                ann.events.stream().map(ReplicaEvent::kind).collect(Collectors.toList()));
        assertEqual();
        assertEquals(
                "[('bread', 'rye bread', 'incoming')]",
                hub.rows("SELECT stored_value, incoming_value, winner FROM syncdb_conflicts")
                        .toString(),
                "that bob had seen the bread was known to the lost history only");
    }

    @Test
    void whatTheServerStillHasIsNotAppliedAgain() throws IOException {
        ann.write("INSERT INTO words VALUES ('kept')");
        ann.stepUnheard(hub);
        backUp("backup");
        ann.sync(hub);
        ann.write("INSERT INTO words VALUES ('lost')");
        ann.sync(hub);
        putBack("backup");
        settle();
        assertEquals("[('before'), ('kept'), ('lost')]", words());
        assertEqual();
    }

    @Test
    void aServerThatForgetsEverythingGetsEverythingAgain() throws IOException {
        bob.write("INSERT INTO words VALUES ('from bob')");
        bob.sync(hub);
        putBack("nothing");
        ann.write("INSERT INTO words VALUES ('pending')");
        settle();
        assertEquals("[('before'), ('from bob'), ('pending')]", words());
        assertEquals("[(1, 'milk')]", hub.rows(TASKS).toString());
        assertEqual();
    }

    @Test
    void aServerMayBeRestoredWhileAPhoneIsInTheMiddleOfSomething() throws IOException {
        backUp("backup");
        for (int i = 10; i < 40; i++) {
            ann.write("INSERT INTO words VALUES (?)", "word " + i);
        }
        ann.sync(hub);
        bob.step(hub);
        bob.write("INSERT INTO words VALUES ('typed during a pull')");
        assertTrue(bob.rows(WORDS).size() < 5, "the pull is not complete");
        ann.write("INSERT INTO words VALUES ('never answered')");
        ann.stepUnheard(hub);
        putBack("backup");
        bob.step(hub);
        bob.reopen();
        settle();
        assertEquals(33, hub.rows(WORDS).size());
        assertEqual();
    }

    @Test
    void aServerMayBeRestoredTwiceForwardAndBack() throws IOException {
        backUp("first");
        ann.write("INSERT INTO words VALUES ('second')");
        ann.sync(hub);
        bob.sync(hub);
        backUp("second");
        bob.write("INSERT INTO words VALUES ('third')");
        bob.sync(hub);
        ann.sync(hub);
        int restores = 0;
        for (String copy : List.of("first", "second", "first", "second")) {
            putBack(copy);
            ann.write("INSERT INTO words VALUES (?)", "after " + ++restores);
            ann.step(hub);
            ann.step(hub);
            bob.step(hub);
        }
        settle();
        assertEquals(7, hub.rows(WORDS).size(), words());
        assertEqual();
    }

    @Test
    void twoServersThatRunOnCopiesOfAFolderBothGetAll() throws IOException {
        backUp("twin");
        try (Hub twin = new Hub(new FileDisk(root.resolve("twin")), time, random.split())) {
            ann.write("INSERT INTO words VALUES ('first here')");
            ann.sync(hub);
            bob.write("INSERT INTO words VALUES ('first there')");
            bob.sync(twin);
            try (Device cid = device("cid")) {
                cid.sync(hub);
                cid.write("INSERT INTO words VALUES ('registered here')");
                for (Hub each : List.of(hub, twin, hub, twin, hub)) {
                    ann.sync(each);
                    bob.sync(each);
                    cid.sync(each);
                    cid.write(
                            "INSERT INTO words VALUES (?)",
                            "c" + cid.rows(WORDS).size());
                    ann.sync(each);
                }
                for (Hub each : List.of(twin, hub)) {
                    cid.sync(each);
                    ann.sync(each);
                    bob.sync(each);
                    assertEquals(9, each.rows(WORDS).size(), each.rows(WORDS).toString());
                }
                assertEquals("[]", cid.rows("SELECT * FROM syncdb_rejected").toString());
            }
        }
        settle();
        assertEqual();
    }

    @Test
    void aPhoneThatLostItsCopyAndAServerThatLostItsEndFindTogether() throws IOException {
        backUp("backup");
        ann.write("INSERT INTO words VALUES ('lost')");
        ann.write("UPDATE tasks SET title = 'tea' WHERE id = 1");
        ann.sync(hub);
        ann.write("UPDATE tasks SET title = 'green tea' WHERE id = 1");
        putBack("backup");
        hub.space().execute("UPDATE tasks SET title = 'from the backend' WHERE id = 1");
        ann.loseReplica();
        settle();
        assertEquals("[('before'), ('lost')]", words());
        assertEquals("[(1, 'green tea')]", hub.rows(TASKS).toString());
        assertEquals(
                "[('from the backend')]",
                hub.rows("SELECT stored_value FROM syncdb_conflicts").toString(),
                "what nobody had seen is not overwritten without a record");
        assertEqual();
    }

    private void settle() {
        for (int round = 0; round < 2; round++) {
            ann.sync(hub);
            bob.sync(hub);
        }
    }

    private void assertEqual() {
        for (Device device : List.of(ann, bob)) {
            assertEquals(0, device.replica.pending());
            assertEquals(hub.rows(WORDS), device.rows(WORDS));
            assertEquals(hub.rows(TASKS), device.rows(TASKS));
            assertEquals("[]", device.rows("SELECT * FROM syncdb_rejected").toString());
        }
        assertEquals(List.of(), hub.space().check());
    }

    private String words() {
        return hub.rows(WORDS).toString();
    }

    private Device device(String name) {
        return new Device(name, new FileDisk(root.resolve(name)), time, random.split());
    }

    private void backUp(String name) throws IOException {
        hub.close();
        copy(root.resolve("server"), root.resolve(name));
        hub.restart();
    }

    private void putBack(String name) throws IOException {
        hub.close();
        Path copy = root.resolve(name + " put back at " + random.nextLong());
        if (Files.exists(root.resolve(name))) {
            copy(root.resolve(name), copy);
        }
        hub.restartOn(new FileDisk(copy));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> found = Files.walk(from)) {
            for (Path source : found.filter(Files::isRegularFile).collect(Collectors.toList())) {
                Path target = to.resolve(from.relativize(source).toString());
                Files.createDirectories(target.getParent());
                Files.copy(source, target);
            }
        }
    }
}
