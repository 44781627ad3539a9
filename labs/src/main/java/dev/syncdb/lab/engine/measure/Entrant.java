package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** An engine at one operation: its turns, what they cost, and what its blocks came to. */
final class Entrant {
    private final Operation operation;
    private final Contender contender;
    private final Workload workload;
    private final Pace pace;
    private final Map<Long, Long> sums = new HashMap<>();
    private final double[] nanos;
    private final double[] bytes;
    private boolean steady = true;
    private long nextBlock;

    Entrant(Operation operation, Contender contender, Workload workload, Pace pace) {
        this.operation = operation;
        this.contender = contender;
        this.workload = workload;
        this.pace = pace;
        this.nanos = new double[pace.rounds()];
        this.bytes = new double[pace.rounds()];
    }

    void warmUp() throws SQLException {
        turn(pace.warmUpNanos());
    }

    void turn(int round) throws SQLException {
        Turn turn = turn(pace.turnNanos());
        nanos[round] = (double) turn.nanos / turn.operations;
        bytes[round] = (double) turn.bytes / turn.operations;
    }

    /** Processor time of one operation in each round. */
    double[] nanos() {
        return nanos;
    }

    /** Bytes of heap that one operation allocated in each round. */
    double[] bytes() {
        return bytes;
    }

    /** True if each block gave the same sum here and there, and every time. */
    boolean agreesWith(Entrant other) {
        if (!steady || !other.steady) {
            return false;
        }
        for (Map.Entry<Long, Long> sum : sums.entrySet()) {
            Long found = other.sums.get(sum.getKey());
            if (found != null && !found.equals(sum.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static final class Turn {
        private long nanos;
        private long bytes;
        private long operations;
    }

    private Turn turn(long nanosMin) throws SQLException {
        Turn turn = new Turn();
        do {
            runBlock(turn);
        } while (turn.nanos < nanosMin);
        return turn;
    }

    private void runBlock(Turn turn) throws SQLException {
        long number = nextBlock++ % operation.blocks(workload, pace.quick());
        Operation.Block block = operation.block(number, pace.quick());
        long bytesBefore = ThreadMeter.allocatedBytes();
        long nanosBefore = ThreadMeter.cpuNanos();
        long sum = operation.run(contender, workload, block);
        turn.nanos += ThreadMeter.cpuNanos() - nanosBefore;
        turn.bytes += ThreadMeter.allocatedBytes() - bytesBefore;
        turn.operations += block.size();
        sum += operation.settle(contender, workload, block);
        Long before = sums.putIfAbsent(number, sum);
        steady &= before == null || before == sum;
    }
}
