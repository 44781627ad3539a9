package dev.syncdb.testkit.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.testkit.disk.FakeDisk;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * T20: three phones and a server that is put back to any of its backups, older or newer, at any
 * moment. From a seed, which a failure names.
 */
final class RestoringServersTest {
    private static final int SEEDS = 60;
    private static final int STEPS = 120;
    private static final int TASKS = 3;
    private static final long MINUTE_MILLIS = 60_000;

    /** One edit of a task: its author, what was visible there, and what it wrote. */
    private record Edit(int author, long task, String seen, String written) {}

    /** One run. */
    private static final class Run {
        private final VirtualTime time = new VirtualTime();
        private final SeededRandom random;
        private final String seed;
        private final List<Device> devices = new ArrayList<>();
        private final List<FakeDisk> backups = new ArrayList<>();
        private final List<Edit> edits = new ArrayList<>();
        private final Set<String> words = new TreeSet<>();
        private final Map<String, String> notes = new TreeMap<>();
        private FakeDisk disk = new FakeDisk();
        private final Hub hub;
        private int written;
        private int restored;

        Run(long seed) {
            this.random = new SeededRandom(seed);
            this.seed = "seed " + seed;
            this.hub = new Hub(disk, time, random.split());
        }

        void play() {
            for (int i = 0; i < 3; i++) {
                devices.add(new Device("d" + i, new FakeDisk(), time, random.split()));
                devices.get(i).sync(hub);
            }
            for (int task = 1; task <= TASKS; task++) {
                devices.get(0).write("INSERT INTO tasks VALUES (?, 'new')", task);
            }
            devices.get(0).sync(hub);
            devices.forEach(device -> device.sync(hub));
            backUp();
            for (int step = 0; step < STEPS; step++) {
                time.advanceTo(time.millis() + random.below(MINUTE_MILLIS));
                act();
            }
            for (int round = 0; round < 3; round++) {
                devices.forEach(device -> device.sync(hub));
            }
        }

        private void act() {
            int author = (int) random.below(devices.size());
            Device device = devices.get(author);
            long dice = random.below(100);
            if (dice < 45) {
                write(author, device);
            } else if (dice < 62) {
                device.sync(hub);
            } else if (dice < 74) {
                device.step(hub);
            } else if (dice < 80) {
                device.stepUnheard(hub);
            } else if (dice < 86) {
                backUp();
            } else if (dice < 91) {
                restore();
            } else if (dice < 94) {
                hub.restart();
            } else if (dice < 98) {
                device.reopen();
            } else {
                device.loseReplica();
            }
        }

        private void write(int author, Device device) {
            if (device.replica.database().schema().find("notes") == null) {
                return;
            }
            String word = device.name + "-" + ++written;
            device.replica.database().write(session -> {
                session.execute("INSERT INTO words VALUES (?)", word);
                long dice = random.below(4);
                if (dice < 2) {
                    long task = 1 + random.below(TASKS);
                    List<Row> seen = session.query("SELECT title FROM tasks WHERE id = ?", task)
                            .toList();
                    if (!seen.isEmpty()) {
                        session.execute("UPDATE tasks SET title = ? WHERE id = ?", word, task);
                        edits.add(new Edit(author, task, seen.get(0).at(0).asText(), word));
                    }
                } else {
                    String note = device.name + " note " + random.below(3);
                    if (notes.remove(note) == null || dice == 2) {
                        session.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", note, word);
                        notes.put(note, word);
                    } else {
                        session.execute("DELETE FROM notes WHERE id = ?", note);
                    }
                }
                return word;
            });
            words.add(word);
        }

        private void backUp() {
            hub.close();
            backups.add(disk.copy());
            hub.restart();
        }

        private void restore() {
            restored++;
            disk = backups.get((int) random.below(backups.size())).copy();
            hub.restartOn(disk);
        }

        void judge() {
            for (Device device : devices) {
                String who = seed + ", " + device.name;
                assertEquals(0, device.replica.pending(), who);
                for (String table : List.of("words", "tasks", "notes")) {
                    String query = "SELECT * FROM " + table + " ORDER BY 1";
                    assertEquals(hub.rows(query), device.rows(query), who);
                }
                assertEquals(
                        "[]",
                        device.rows("SELECT * FROM syncdb_rejected").toString(),
                        who + ": something was applied twice");
            }
            Set<String> found = new TreeSet<>();
            hub.rows("SELECT word FROM words")
                    .forEach(row -> found.add(row.at(0).asText()));
            assertEquals(words, found, seed + ": what was written is there");
            Map<String, String> kept = new TreeMap<>();
            hub.rows("SELECT * FROM notes")
                    .forEach(row -> kept.put(row.at(0).asText(), row.at(1).asText()));
            assertEquals(notes, kept, seed + ": what only one phone wrote is as it left it");
            assertEquals(List.of(), hub.space().check(), seed);
            judgeEdits();
        }

        /** What is not there any more was overwritten knowingly, or a record says so. */
        private void judgeEdits() {
            Set<String> excused = new HashSet<>();
            hub.rows("SELECT title FROM tasks")
                    .forEach(row -> excused.add(row.at(0).asText()));
            for (Row row : hub.rows("SELECT stored_value, incoming_value FROM syncdb_conflicts")) {
                excused.add(row.at(0).asText());
                excused.add(row.at(1).asText());
            }
            Map<String, Edit> last = new HashMap<>();
            for (Edit edit : edits) {
                excused.add(edit.seen());
                Edit before = last.put(edit.author() + " " + edit.task(), edit);
                if (before != null) {
                    excused.add(before.written());
                }
            }
            for (Edit edit : edits) {
                assertTrue(
                        excused.contains(edit.written()),
                        () -> seed + ": " + edit
                                + " was overwritten unseen, and no record says so");
            }
        }

        void close() {
            devices.forEach(Device::close);
            hub.close();
        }
    }

    @Test
    void nothingIsLostOrDoubledOrOverwrittenUnseen() {
        Set<ReplicaEvent.Kind> kinds = new HashSet<>();
        int restored = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Run run = new Run(seed);
            run.play();
            run.judge();
            run.devices.forEach(device -> device.events.forEach(each -> kinds.add(each.kind())));
            restored += run.restored;
            run.close();
        }
        assertTrue(restored > SEEDS, "a run without restores shows nothing");
        assertTrue(kinds.contains(ReplicaEvent.Kind.REWOUND), "somebody noticed");
    }
}
