package dev.syncdb.lab.stress;

import dev.syncdb.Commits;
import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.clock.Environment;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One run: a writer, a thread that publishes, and readers, over one store. Used once. */
final class Stress {
    private static final long SEED = 1;

    /** Enough to see who failed. */
    private static final int FRAMES_MAX = 6;

    private final StressOptions options;
    private final Store store;
    private final LatePublishing commits;
    private final Database database;
    private final Writer writer;
    private final List<Reader> readers;
    private volatile boolean over;

    private Stress(StressOptions options) {
        Environment environment = DatabaseOptions.standard().environment();
        StoreOptions kind = options.tracked() ? StoreOptions.SPACE : StoreOptions.PLAIN;
        this.options = options;
        this.store = new Store(new SchemaDefinition(), environment, kind);
        this.commits = new LatePublishing(store, new Random(SEED));
        this.database = Database.over(store, commits, environment);
        this.writer = new Writer(database, new Random(SEED + 1));
        this.readers = readers(environment);
    }

    static StressReport run(StressOptions options) {
        return new Stress(options).run();
    }

    private List<Reader> readers(Environment environment) {
        Bank.open(Database.over(store, new AtOnce(), environment));
        List<Reading> walks = List.of(
                new SumReading(database, "", false),
                new SumReading(database, "", true),
                new SumReading(database, Bank.INDEX_OF_OWNERS, false),
                new SumReading(database, Bank.INDEX_OF_MONEY, true));
        List<Reading> others = new ArrayList<>();
        others.add(new GuestReading(database));
        if (options.tracked()) {
            others.add(new ChangeReading(database));
        }
        if (options.planted()) {
            others.add(new UnpinnedSum(database));
        }
        return List.of(
                new Reader(List.of(new PointReading(database, store, new Random(SEED + 2)))),
                new Reader(walks),
                new Reader(others));
    }

    private StressReport run() {
        List<String> broken = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(readers.size() + 2);
        try {
            List<Future<?>> running = new ArrayList<>();
            running.add(threads.submit(this::write));
            running.add(threads.submit(commits::publishAll));
            for (Reader reader : readers) {
                running.add(threads.submit(() -> reader.readUntil(() -> over)));
            }
            for (Future<?> each : running) {
                join(each, broken);
            }
        } finally {
            threads.shutdownNow();
        }
        store.check().forEach(finding -> broken.add(finding.toString()));
        return new StressReport(counts(), broken);
    }

    private void write() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.seconds());
        try {
            for (long i = 0; isDue(i, end); i++) {
                writer.write();
            }
        } finally {
            over = true;
            commits.close();
        }
    }

    private boolean isDue(long written, long end) {
        return options.seconds() > 0
                ? System.nanoTime() - end < 0
                : written < options.transactions();
    }

    private static void join(Future<?> thread, List<String> broken) {
        try {
            thread.get();
        } catch (ExecutionException failed) {
            broken.add(told(failed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            broken.add("interrupted");
        }
    }

    /** What went wrong, and where. */
    private static String told(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        StringBuilder text = new StringBuilder(cause.toString());
        StackTraceElement[] trace = cause.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES_MAX, trace.length); i++) {
            text.append("\n    at ").append(trace[i]);
        }
        return text.toString();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("commits", writer.commits());
        counts.put("commits_abandoned", writer.abandoned());
        counts.put("rollbacks", writer.rolledBack());
        counts.put("savepoint_rollbacks", writer.savepoints());
        for (Reader reader : readers) {
            reader.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return counts;
    }

    /** How commits are published before others look on. */
    private static final class AtOnce implements Commits {
        @Override
        public void acquire() {}

        @Override
        public void release() {}

        @Override
        public void commit(Transaction transaction) {
            transaction.prepare().publish();
        }
    }
}
