package dev.syncdb.lab.engine.measure;

import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.lab.engine.contender.SyncDbSql;
import dev.syncdb.lab.engine.task.Tasks;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** How long a fresh process takes from its start to the answer of a query through an index. */
public final class Opening {
    private static final double SECOND_MILLIS = 1_000;

    private Opening() {}

    /** Writes a database of so many rows, and has another process open it. Returns seconds. */
    public static double seconds(int rows) throws SQLException {
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Tasks tasks = Tasks.of(rows);
            long expected;
            try (SyncDbSql written = open(folder.path())) {
                written.load(tasks, rows);
                expected = firstQuery(written, tasks);
            }
            String[] printed = ChildJvm.run(
                            Opening.class,
                            List.of(),
                            folder.path().toString(),
                            Integer.toString(rows))
                    .split(" ");
            if (expected != Long.parseLong(printed[1])) {
                throw new IllegalStateException("rows were lost between writing and opening");
            }
            return Double.parseDouble(printed[0]);
        }
    }

    /** The child: prints the seconds since its start, and the sum of the rows that it found. */
    public static void main(String[] arguments) {
        try (SyncDbSql opened = open(Path.of(arguments[0]))) {
            long sum = firstQuery(opened, Tasks.of(Integer.parseInt(arguments[1])));
            long millis = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            System.out.println(millis / SECOND_MILLIS + " " + sum);
        }
    }

    private static SyncDbSql open(Path folder) {
        return SyncDbSql.open(new FileDisk(folder), Durability.NONE);
    }

    private static long firstQuery(SyncDbSql database, Tasks tasks) {
        return database.lookUp(tasks.projectId(0), Tasks.STATUSES.get(0));
    }
}
