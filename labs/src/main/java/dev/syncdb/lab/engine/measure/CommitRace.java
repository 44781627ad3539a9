package dev.syncdb.lab.engine.measure;

import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.SqliteContender;
import dev.syncdb.lab.engine.contender.SyncDbSql;
import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * SyncDB and SQLite, with a write-ahead log, committing one row after the other to the same disk,
 * in rounds and by the clock on the wall.
 *
 * <p>SQLite's threads share a connection and take turns, for with one each they would spend their
 * time waiting for its lock.
 */
public final class CommitRace {
    private final Durability durability;
    private final int threads;
    private final int commits;
    private final Tasks tasks;
    private int made;

    /**
     * What came of a race.
     *
     * @param syncdb commits a second, the median of the rounds
     * @param sqlite commits a second, the median of the rounds
     * @param ratio SyncDB's to SQLite's, round by round
     */
    public record Result(double syncdb, double sqlite, Quartiles ratio) {}

    /** @param commits that all threads together make in a turn */
    CommitRace(Durability durability, int threads, int commits) {
        this.durability = durability;
        this.threads = threads;
        this.commits = commits / threads * threads;
        this.tasks = Tasks.of(commits);
    }

    Result run(Pace pace) throws SQLException {
        try (TemporaryFolder folder = new TemporaryFolder();
                SyncDbSql syncdb =
                        SyncDbSql.open(new FileDisk(folder.path().resolve("syncdb")), durability);
                SqliteContender sqlite = SqliteContender.inFile(
                        folder.path().resolve("sqlite"), durability.name())) {
            syncdb.load(tasks, 0);
            sqlite.load(tasks, 0);
            return race(pace, syncdb, sqlite);
        }
    }

    private Result race(Pace pace, SyncDbSql syncdb, SqliteContender sqlite) throws SQLException {
        double[] ours = new double[pace.rounds()];
        double[] theirs = new double[pace.rounds()];
        perSecond(syncdb);
        perSecond(sqlite);
        for (int round = 0; round < pace.rounds(); round++) {
            if (round % 2 == 0) {
                ours[round] = perSecond(syncdb);
                theirs[round] = perSecond(sqlite);
            } else {
                theirs[round] = perSecond(sqlite);
                ours[round] = perSecond(syncdb);
            }
        }
        return new Result(
                Quartiles.of(ours).median(),
                Quartiles.of(theirs).median(),
                Quartiles.ofRatios(ours, theirs));
    }

    private double perSecond(SyncDbSql database) throws SQLException {
        List<Contender> sessions = new ArrayList<>();
        List<Crew.Work> works = new ArrayList<>();
        try {
            for (List<Task> lot : lots()) {
                Contender session = database.forThread();
                sessions.add(session);
                works.add(() -> {
                    for (Task task : lot) {
                        session.insert(task);
                    }
                });
            }
            return commits / Crew.seconds(works);
        } finally {
            for (Contender session : sessions) {
                session.close();
            }
        }
    }

    private double perSecond(SqliteContender database) {
        List<Crew.Work> works = new ArrayList<>();
        for (List<Task> lot : lots()) {
            works.add(() -> {
                for (Task task : lot) {
                    synchronized (database) {
                        database.insert(task);
                    }
                }
            });
        }
        return commits / Crew.seconds(works);
    }

    /** New rows for each thread. */
    private List<List<Task>> lots() {
        List<List<Task>> lots = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            List<Task> lot = new ArrayList<>();
            for (int i = 0; i < commits / threads; i++) {
                lot.add(tasks.task(made++));
            }
            lots.add(lot);
        }
        return lots;
    }
}
