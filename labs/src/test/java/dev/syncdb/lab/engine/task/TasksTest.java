package dev.syncdb.lab.engine.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

final class TasksTest {
    private static final int ROWS = 10_000;

    private final Tasks tasks = Tasks.of(ROWS);

    @Test
    void theSameSeedMakesTheSameRows() {
        Tasks again = Tasks.of(ROWS);

        assertEquals(tasks.task(7), again.task(7));
        assertEquals(tasks.project(7), again.project(7));
        assertEquals(tasks.id(7), tasks.task(7).id());
        assertNotEquals(tasks.task(7), new Tasks(Tasks.SEED + 1, ROWS).task(7));
    }

    @Test
    void aRowSaysAbout320Bytes() {
        long bytes = 0;
        for (int i = 0; i < ROWS; i++) {
            bytes += tasks.task(i).contentBytes();
        }

        assertEquals(320, (double) bytes / ROWS, 0.05 * 320);
    }

    @Test
    void keysAreRandomUuidsAndNoneComesTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ROWS; i++) {
            Task task = tasks.task(i);
            for (String text : new String[] {task.id(), task.assignee()}) {
                UUID uuid = UUID.fromString(text);
                assertEquals(4, uuid.version(), text);
                assertEquals(2, uuid.variant(), text);
                assertTrue(seen.add(text), () -> text + " comes twice");
            }
        }
    }

    @Test
    void everyProjectHasTwentyTasksOfEachStatus() {
        Map<String, Integer> groups = new HashMap<>();
        for (int i = 0; i < ROWS; i++) {
            Task task = tasks.task(i);
            groups.merge(task.project() + task.status(), 1, Integer::sum);
        }

        assertEquals(ROWS / Tasks.GROUP_ROWS, groups.size());
        assertEquals(Set.of(Tasks.GROUP_ROWS), new HashSet<>(groups.values()));
    }

    @Test
    void thereAreAtMostAThousandProjects() {
        assertEquals(1_000, Tasks.of(100_000).projects());
        assertEquals(1_000, Tasks.of(1_000_000).projects());
        assertEquals(20, Tasks.of(2_000).projects());
        assertEquals(tasks.project(3).id(), tasks.task(3).project(), "a task refers to a project");
    }

    @Test
    void titlesAndDescriptionsAreWords() {
        Task task = tasks.task(1);

        assertEquals(6, task.title().split(" ").length, task.title());
        assertEquals(16, task.description().split(" ").length, task.description());
        assertTrue(task.description().matches("[a-z ]+"), task.description());
        assertEquals(32, task.payload().size());
    }
}
