package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;
import dev.syncdb.lab.engine.measure.Operation.Block;

import java.sql.SQLException;

/** The blocks of operations that read. */
final class Reads {
    private Reads() {}

    static long hot(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.read(workload.id(i));
        }
        return sum;
    }

    static long random(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.read(workload.id(block.first() + i));
        }
        return sum;
    }

    static long hotFour(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.readFour(workload.id(i));
        }
        return sum;
    }

    static long randomFour(Contender contender, Workload workload, Block block)
            throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.readFour(workload.id(block.first() + i));
        }
        return sum;
    }

    static long lookUp(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            long group = block.first() + i;
            sum += contender.lookUp(workload.project(group), workload.status(group));
        }
        return sum;
    }

    static long range(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            String first = workload.rangeStart(block.first() + i);
            sum += contender.range(first, Workload.BATCH_ROWS);
        }
        return sum;
    }

    static long aggregate(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.aggregate();
        }
        return sum;
    }

    static long join(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.join(workload.project(block.first() + i));
        }
        return sum;
    }

    static long changes(Contender contender, Workload workload, Block block) throws SQLException {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
            sum += contender.changes();
        }
        return sum;
    }
}
