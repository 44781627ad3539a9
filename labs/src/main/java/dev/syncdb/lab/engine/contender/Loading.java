package dev.syncdb.lab.engine.contender;

import dev.syncdb.lab.engine.task.Task;
import dev.syncdb.lab.engine.task.Tasks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fills a table in transactions of a usual size. */
final class Loading {
    private static final int BATCH_ROWS = 1_000;

    private Loading() {}

    static void inBatches(Contender contender, Tasks tasks, int rows) throws SQLException {
        List<Task> batch = new ArrayList<>(BATCH_ROWS);
        for (int i = 0; i < rows; i++) {
            batch.add(tasks.task(i));
            if (batch.size() == BATCH_ROWS || i == rows - 1) {
                contender.insertAll(batch);
                batch.clear();
            }
        }
    }
}
