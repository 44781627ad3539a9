package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the engines are asked for: keys and rows in the order in which they are needed, so that
 * finding them costs the one who asks next to nothing.
 */
final class Workload {
    /** Hot keys: their rows stay in the processor's caches. */
    static final int HOT_KEYS = 1_000;

    /** Rows of a batch, of a long range, and of a block of single writes. */
    static final int BATCH_ROWS = 1_000;

    private static final int FRESH_BATCHES = 4;
    private static final long ORDER_SEED = 42;

    /** Jumps through the starts of ranges; a prime, so that it meets them all. */
    private static final long RANGE_STEP = 7_919;

    private final Tasks tasks;
    private final int[] order;
    private final String[] shuffledIds;
    private final String[] sortedIds;
    private final List<List<Task>> fresh = new ArrayList<>();

    /** For tables that hold the first {@code rows} tasks; at least a batch. */
    Workload(Tasks tasks, int rows) {
        this.tasks = tasks;
        this.order = shuffled(rows);
        this.shuffledIds = new String[rows];
        for (int i = 0; i < rows; i++) {
            shuffledIds[i] = tasks.id(order[i]);
        }
        this.sortedIds = shuffledIds.clone();
        Arrays.sort(sortedIds);
        for (int batch = 0; batch < FRESH_BATCHES; batch++) {
            List<Task> made = new ArrayList<>(BATCH_ROWS);
            for (int i = 0; i < BATCH_ROWS; i++) {
                made.add(tasks.task(rows + batch * BATCH_ROWS + i));
            }
            fresh.add(made);
        }
    }

    int rows() {
        return order.length;
    }

    int groups() {
        return tasks.projects() * Tasks.STATUSES.size();
    }

    int projects() {
        return tasks.projects();
    }

    /** The key of the task at a place of the shuffled order, below the number of rows. */
    String id(long place) {
        return shuffledIds[(int) place];
    }

    /** The keys of so many tasks, of those that stand from a place of the shuffled order on. */
    List<String> ids(long place, int count) {
        int first = (int) place;
        return Arrays.asList(shuffledIds).subList(first, first + count);
    }

    /** The task at a place of the shuffled order. */
    Task task(long place) {
        return tasks.task(order[(int) place]);
    }

    /** A batch of tasks that no table holds. */
    List<Task> fresh(long batch) {
        return fresh.get((int) (batch % FRESH_BATCHES));
    }

    int freshBatches() {
        return FRESH_BATCHES;
    }

    /** A key that has {@link #BATCH_ROWS} tasks from it on. */
    String rangeStart(long number) {
        int starts = sortedIds.length - BATCH_ROWS + 1;
        return sortedIds[(int) (number * RANGE_STEP % starts)];
    }

    String project(long number) {
        return tasks.projectId((int) (number % tasks.projects()));
    }

    /** The status that goes with {@link #project(long)}: the pairs go through all groups. */
    String status(long number) {
        return Tasks.STATUSES.get((int) (number / tasks.projects() % Tasks.STATUSES.size()));
    }

    private static int[] shuffled(int count) {
        int[] order = new int[count];
        SplittableRandom random = new SplittableRandom(ORDER_SEED);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
