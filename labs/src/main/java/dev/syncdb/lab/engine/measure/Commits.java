package dev.syncdb.lab.engine.measure;

import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.lab.engine.contender.SyncDbSql;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;

/**
 * Commits of one row that reach the disk, of SyncDB and of SQLite.
 *
 * @param fullOne each forced, from one thread
 * @param fullEight each forced, from eight threads
 * @param normal forced now and then, from one thread; null while SyncDB has no such durability
 * @param forcesEach that SyncDB asks the disk for at a commit of one thread
 * @param writesEach that SyncDB asks the disk for at a commit of one thread
 */
public record Commits(
        CommitRace.Result fullOne,
        CommitRace.Result fullEight,
        CommitRace.Result normal,
        double forcesEach,
        double writesEach) {
    private static final int THREADS = 8;
    private static final int FULL_COMMITS = 1_000;
    private static final int NORMAL_COMMITS = 20_000;
    private static final int QUICK_COMMITS = 40;

    /** Runs all races, one after the other. */
    public static Commits measure(Pace pace) throws SQLException {
        int full = pace.quick() ? QUICK_COMMITS : FULL_COMMITS;
        int normal = pace.quick() ? QUICK_COMMITS : NORMAL_COMMITS;
        try (TemporaryFolder folder = new TemporaryFolder()) {
            CountingDisk disk = new CountingDisk(new FileDisk(folder.path()));
            commitOneByOne(disk, full);
            return new Commits(
                    new CommitRace(Durability.FULL, 1, full).run(pace),
                    new CommitRace(Durability.FULL, THREADS, full).run(pace),
                    new CommitRace(Durability.NORMAL, 1, normal).run(pace),
                    (double) disk.forces() / full,
                    (double) disk.writes() / full);
        }
    }

    private static void commitOneByOne(CountingDisk disk, int commits) throws SQLException {
        Tasks tasks = Tasks.of(commits);
        try (SyncDbSql database = SyncDbSql.open(disk, Durability.FULL)) {
            database.load(tasks, 0);
            disk.start();
            for (int i = 0; i < commits; i++) {
                database.insert(tasks.task(i));
            }
            disk.stop();
        }
    }
}
