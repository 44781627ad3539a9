package dev.syncdb.lab.engine.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.contender.Engine;
import dev.syncdb.lab.engine.task.Tasks;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

final class TrackingTest {
    private static final int ROWS = 2_000;

    @Test
    void everyPairOfTurnsHasTrackingOnOnceAndItIsOnInTheEnd() throws SQLException {
        Pace pace = Pace.quick(4);
        List<Boolean> switched = new ArrayList<>();
        Tasks tasks = Tasks.of(ROWS);
        try (Contender database = Engine.SYNCDB_SQL.open()) {
            database.load(tasks, ROWS);

            Tracking cost =
                    Tracking.measure(database, switched::add, new Workload(tasks, ROWS), pace);

            assertTrue(Double.isFinite(cost.update()), cost.toString());
        }
        List<Boolean> eachOperation =
                List.of(true, false, false, true, true, false, false, true, true);
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            expected.addAll(eachOperation);
        }
        assertEquals(expected, switched);
    }
}
