package dev.syncdb.lab.engine.measure;

import dev.syncdb.lab.engine.contender.Contender;

import java.sql.SQLException;
import java.util.Locale;

/**
 * What the engines are measured at. Reads come first, for writes leave other priorities behind. An
 * update always changes something: where a row ends as it began, SyncDB has nothing to commit.
 *
 * <p>An operation is run in blocks, numbered from 0, after which the numbers come round. A block of
 * one number asks the same of every engine, so that the sums of what it read must agree.
 */
@SuppressWarnings("ImmutableEnumChecker") // A step is a function without a state.
public enum Operation {
    POINT_HOT(Workload.HOT_KEYS, Reads::hot),
    POINT_RANDOM(1_000, Reads::random),
    POINT_HOT_4(Workload.HOT_KEYS, Reads::hotFour),
    POINT_RANDOM_4(1_000, Reads::randomFour),
    INDEX_20(50, Reads::lookUp),
    RANGE_1000(5, Reads::range),
    AGGREGATE(1, Reads::aggregate),
    JOIN_100(20, Reads::join),
    INSERT(1_000, Writes::insert, Writes::removeInserted),
    UPDATE(1_000, Writes::update, Writes::resetUpdated),
    DELETE(1_000, Writes::delete, Writes::putBackDeleted),
    BATCH_1000(1, Writes::batch, Writes::removeBatch),
    TXN_10(100, Writes::transaction, Writes::resetTransactions),
    CHANGES_100(20, Reads::changes),
    CHANGES_100_OF_1M(20, Reads::changes);

    /** How many rows the changes since a cursor are. */
    private static final int CHANGED_ROWS = 100;

    /** No other write sets it. */
    private static final int CHANGED_PRIORITY = 99;

    /** Blocks of a quick run do a tenth. */
    private static final int QUICK_DIVISOR = 10;

    private final int size;
    private final Step run;
    private final Step settle;

    /** Runs one block and returns the sum of what came of it. */
    interface Step {
        long run(Contender contender, Workload workload, Block block) throws SQLException;
    }

    /**
     * A block to run.
     *
     * @param size how often it does the operation
     */
    record Block(long number, int size) {
        /** The place of its first operation in an order that goes on through all blocks. */
        long first() {
            return number * size;
        }
    }

    Operation(int size, Step run) {
        this(size, run, (contender, workload, block) -> 0);
    }

    Operation(int size, Step run, Step settle) {
        this.size = size;
        this.run = run;
        this.settle = settle;
    }

    /** Its name in reports and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if it is measured against engines that keep track of changes. */
    public boolean isTracked() {
        return compareTo(INSERT) >= 0;
    }

    /** True if it asks for changes, for which there is no SQL. */
    public boolean isOfChanges() {
        return compareTo(CHANGES_100) >= 0;
    }

    /** True if it needs ten times the rows. */
    public boolean isLarge() {
        return this == CHANGES_100_OF_1M;
    }

    Block block(long number, boolean quick) {
        return new Block(number, quick ? Math.max(1, size / QUICK_DIVISOR) : size);
    }

    /** How many blocks there are before the first one comes again. */
    long blocks(Workload workload, boolean quick) {
        return switch (this) {
            case POINT_HOT, POINT_HOT_4, AGGREGATE, CHANGES_100, CHANGES_100_OF_1M -> 1;
            case INSERT, BATCH_1000 -> workload.freshBatches();
            default -> Math.max(1, workload.rows() / Workload.BATCH_ROWS);
        };
    }

    /** Brings the engine into the state that the blocks need. */
    void prepare(Contender contender, Workload workload) throws SQLException {
        if (isOfChanges()) {
            contender.change(workload.ids(0, CHANGED_ROWS), CHANGED_PRIORITY);
        }
    }

    /** What is timed. */
    long run(Contender contender, Workload workload, Block block) throws SQLException {
        return run.run(contender, workload, block);
    }

    /** Reads what the block wrote, and undoes what would make the table grow or shrink. */
    long settle(Contender contender, Workload workload, Block block) throws SQLException {
        return settle.run(contender, workload, block);
    }
}
