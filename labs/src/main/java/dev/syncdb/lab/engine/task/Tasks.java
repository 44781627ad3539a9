package dev.syncdb.lab.engine.task;

import dev.syncdb.lab.engine.task.Task.Figures;
import dev.syncdb.value.Bytes;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * All tasks there are, numbered from 0: the same seed and number make the same task. A table holds
 * the first of them; those behind are for inserting. May be called from any thread.
 */
public final class Tasks {
    /** What every project has tasks in. */
    public static final List<String> STATUSES =
            List.of("open", "active", "blocked", "review", "done");

    /** What all engines are loaded from, so that figures of two runs are of the same rows. */
    public static final long SEED = 20_260_101;

    /** Tasks of one project and status in a table of at most 100,000. */
    public static final int GROUP_ROWS = 20;

    private static final int PROJECTS_MAX = 1_000;
    private static final int NAME_WORDS = 2;
    private static final int TITLE_WORDS = 6;
    private static final int DESCRIPTION_WORDS = 16;
    private static final int PRIORITIES = 10;
    private static final int ESTIMATE_QUARTERS_MAX = 160;
    private static final int PAYLOAD_BYTES = 32;
    private static final long FIRST_MILLIS = 1_700_000_000_000L;
    private static final long SPAN_MILLIS = 30_000_000_000L;

    private final long seed;
    private final Words words;
    private final String[] projects;

    /** The tasks for a table of so many rows, of the usual seed. */
    public static Tasks of(int rows) {
        return new Tasks(SEED, rows);
    }

    /** The tasks for a table of so many rows. */
    public Tasks(long seed, int rows) {
        this.seed = seed;
        this.words = new Words(seed);
        int perProject = GROUP_ROWS * STATUSES.size();
        this.projects = new String[Math.max(1, Math.min(PROJECTS_MAX, rows / perProject))];
        for (int i = 0; i < projects.length; i++) {
            projects[i] = uuid(random(~i));
        }
    }

    public int projects() {
        return projects.length;
    }

    public String projectId(int number) {
        return projects[number];
    }

    public Project project(int number) {
        SplittableRandom random = random(~number);
        return new Project(uuid(random), words.text(random, NAME_WORDS), uuid(random));
    }

    /** The key of the task of that number. */
    public String id(int number) {
        return uuid(random(number));
    }

    public Task task(int number) {
        SplittableRandom random = random(number);
        return new Task(
                uuid(random),
                fresh(projects[number % projects.length]),
                words.text(random, TITLE_WORDS),
                words.text(random, DESCRIPTION_WORDS),
                fresh(STATUSES.get(number / projects.length % STATUSES.size())),
                uuid(random),
                figures(random),
                payload(random));
    }

    /**
     * Of a task, or of the project {@code ~number}. Drawn twice, for the sequences of neighbouring
     * seeds are not independent.
     */
    private SplittableRandom random(int number) {
        return new SplittableRandom(new SplittableRandom(seed + number).nextLong());
    }

    private static Figures figures(SplittableRandom random) {
        long createdAt = FIRST_MILLIS + random.nextLong(SPAN_MILLIS);
        return new Figures(
                random.nextInt(PRIORITIES),
                random.nextInt(ESTIMATE_QUARTERS_MAX) / 4.0,
                random.nextBoolean(),
                createdAt,
                createdAt + random.nextLong(SPAN_MILLIS));
    }

    private static Bytes payload(SplittableRandom random) {
        byte[] bytes = new byte[PAYLOAD_BYTES];
        random.nextBytes(bytes);
        return Bytes.owned(bytes);
    }

    /** A text of its own, as every text is that comes from outside. */
    private static String fresh(String text) {
        return String.valueOf(text.toCharArray());
    }

    /** A random UUID of version 4, as RFC 9562 writes it. */
    private static String uuid(SplittableRandom random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
