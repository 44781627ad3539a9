package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.measure.Operation.Block;
import dev.syncdb.lab.engine.task.Task;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The blocks of operations that write, and how what they wrote is read and taken back. */
final class Writes {
    /** A priority that no task is made with; updates count up from it. */
    static final int PRIORITY = 100;

    /** What updated tasks are set to in the end, so that the next update changes them again. */
    private static final int PRIORITY_BETWEEN = 98;

    /** Updates in one transaction. */
    private static final int TRANSACTION_ROWS = 10;

    private Writes() {}

    static long insert(Contender contender, Workload workload, Block block) throws SQLException {
        long written = 0;
        for (Task task : fresh(workload, block)) {
            written += contender.insert(task);
        }
        return written;
    }

    static long removeInserted(Contender contender, Workload workload, Block block)
            throws SQLException {
        return remove(contender, fresh(workload, block));
    }

    static long update(Contender contender, Workload workload, Block block) throws SQLException {
        long written = 0;
        for (int i = 0; i < block.size(); i++) {
            written += contender.update(workload.id(block.first() + i), priority(block));
        }
        return written;
    }

    static long resetUpdated(Contender contender, Workload workload, Block block)
            throws SQLException {
        return reset(contender, workload.ids(block.first(), block.size()));
    }

    static long delete(Contender contender, Workload workload, Block block) throws SQLException {
        long written = 0;
        for (int i = 0; i < block.size(); i++) {
            written += contender.delete(workload.id(block.first() + i));
        }
        return written;
    }

    static long putBackDeleted(Contender contender, Workload workload, Block block)
            throws SQLException {
        long absent = Reads.randomFour(contender, workload, block);
        List<Task> deleted = new ArrayList<>(block.size());
        for (int i = 0; i < block.size(); i++) {
            deleted.add(workload.task(block.first() + i));
        }
        return absent + contender.insertAll(deleted);
    }

    static long batch(Contender contender, Workload workload, Block block) throws SQLException {
        return contender.insertAll(workload.fresh(block.number()));
    }

    static long removeBatch(Contender contender, Workload workload, Block block)
            throws SQLException {
        return remove(contender, workload.fresh(block.number()));
    }

    static long transaction(Contender contender, Workload workload, Block block)
            throws SQLException {
        long written = 0;
        for (int i = 0; i < block.size(); i++) {
            long first = (block.first() + i) * TRANSACTION_ROWS;
            written += contender.updateAll(workload.ids(first, TRANSACTION_ROWS), priority(block));
        }
        return written;
    }

    static long resetTransactions(Contender contender, Workload workload, Block block)
            throws SQLException {
        long first = block.first() * TRANSACTION_ROWS;
        return reset(contender, workload.ids(first, block.size() * TRANSACTION_ROWS));
    }

    private static int priority(Block block) {
        return PRIORITY + (int) block.number();
    }

    private static List<Task> fresh(Workload workload, Block block) {
        return workload.fresh(block.number()).subList(0, block.size());
    }

    private static long reset(Contender contender, List<String> ids) throws SQLException {
        long sum = 0;
        for (String id : ids) {
            sum += contender.readFour(id);
        }
        return sum + contender.updateAll(ids, PRIORITY_BETWEEN);
    }

    private static long remove(Contender contender, List<Task> tasks) throws SQLException {
        List<String> ids = new ArrayList<>(tasks.size());
        long sum = 0;
        for (Task task : tasks) {
            ids.add(task.id());
            sum += contender.read(task.id());
        }
        return sum + contender.deleteAll(ids);
    }
}
