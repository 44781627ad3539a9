package dev.syncdb.lab.engine.measure;

import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.SyncDbSql;
import dev.syncdb.lab.engine.contender.TrackingSwitch;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;

/**
 * How much longer SyncDB's writes take with the tracking of changes on, in percent: of one and the
 * same database, with prepared statements and a journal that forces now and then.
 */
public record Tracking(double update, double txn10, double batch1000) {
    /** More than elsewhere, because what is measured is small. */
    private static final int ROUNDS = 20;

    /** Measures it with so many rows. */
    public static Tracking measure(int rows, Pace pace) throws SQLException {
        try (TemporaryFolder folder = new TemporaryFolder();
                SyncDbSql database =
                        SyncDbSql.open(new FileDisk(folder.path()), Durability.NORMAL)) {
            TrackingSwitch tracking = database.tracking();
            Tasks tasks = Tasks.of(rows);
            database.load(tasks, rows);
            Pace paired = pace.quick() ? pace : pace.withRounds(ROUNDS);
            return measure(database, tracking, new Workload(tasks, rows), paired);
        }
    }

    static Tracking measure(
            Contender database, TrackingSwitch tracking, Workload workload, Pace pace)
            throws SQLException {
        double[] percent = new double[3];
        Operation[] operations = {Operation.UPDATE, Operation.TXN_10, Operation.BATCH_1000};
        for (int i = 0; i < operations.length; i++) {
            Entrant on = new Entrant(operations[i], database, workload, pace);
            Entrant off = new Entrant(operations[i], database, workload, pace);
            on.warmUp();
            for (int round = 0; round < pace.rounds(); round++) {
                boolean onFirst = round % 2 == 0;
                tracking.track(onFirst);
                (onFirst ? on : off).turn(round);
                tracking.track(!onFirst);
                (onFirst ? off : on).turn(round);
            }
            tracking.track(true);
            percent[i] = Quartiles.ofRatios(on.nanos(), off.nanos()).percentMore();
        }
        return new Tracking(percent[0], percent[1], percent[2]);
    }
}
