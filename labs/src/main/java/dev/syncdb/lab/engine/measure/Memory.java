package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.Engine;
import dev.syncdb.lab.engine.contender.SqliteContender;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;
import java.util.List;

/**
 * Bytes a row, with everything that belongs to it: the indexes, and what keeps track of changes in
 * SyncDB and SQLite. The heap of SyncDB and H2, the pages of SQLite.
 */
public record Memory(double syncdb, double sqlite, double h2) {
    /** What counts neither holes nor buffers of threads as used. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1", "-XX:-UseTLAB");

    /** Of a table that comes and goes first, so that classes and their constants do not count. */
    private static final int FIRST_ROWS = 100;

    /** One collection may leave what the next one finds unreachable. */
    private static final int COLLECTIONS = 4;

    /** Measures each engine with a table of so many rows, those on the heap in a fresh process. */
    public static Memory measure(int rows) throws SQLException {
        try (SqliteContender sqlite = SqliteContender.tracked()) {
            sqlite.load(Tasks.of(rows), rows);
            return new Memory(
                    onHeap(Engine.SYNCDB, rows),
                    (double) sqlite.bytes() / rows,
                    onHeap(Engine.H2, rows));
        }
    }

    private static double onHeap(Engine engine, int rows) {
        return Double.parseDouble(
                ChildJvm.run(Memory.class, FLAGS, engine.name(), Integer.toString(rows)));
    }

    /** The child: prints the bytes a row that an engine puts on the heap. */
    public static void main(String[] arguments) throws SQLException {
        Engine engine = Engine.valueOf(arguments[0]);
        int rows = Integer.parseInt(arguments[1]);
        Tasks tasks = Tasks.of(rows);
        try (Contender first = engine.open()) {
            first.load(tasks, FIRST_ROWS);
        }
        long before = usedBytes();
        try (Contender contender = engine.open()) {
            contender.load(tasks, rows);
            System.out.println((double) (usedBytes() - before) / rows);
            if (contender.read(tasks.id(0)) == 0) {
                throw new IllegalStateException("the rows are gone that were measured");
            }
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
