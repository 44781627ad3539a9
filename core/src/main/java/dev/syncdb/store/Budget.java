package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.schema.Schema;

import org.jspecify.annotations.Nullable;

/** Lets a transaction write as long as there is memory left. Confined to the writer. */
final class Budget {
    /** Where so little is left, room is made before it is missed. */
    private static final int SPARE_PARTS = 8;

    /** What grows beside the rows, in steps, is looked at again whenever they grew by so much. */
    private static final int MEASURED_PARTS = 64;

    private final long bytesMax;
    private final Timeline timeline;
    private final Workspace workspace;
    private @Nullable Catalog known;
    private long knownGrown;
    private long otherBytes;

    Budget(long bytesMax, Timeline timeline, Workspace workspace) {
        this.bytesMax = bytesMax;
        this.timeline = timeline;
        this.workspace = workspace;
    }

    /**
     * True if so much is in use that it is time to free all that can be freed.
     *
     * @param bytesMax 0 for no budget
     */
    static boolean isTight(long bytesMax, View view, @Nullable LogView log) {
        return bytesMax > 0
                && MemorySurvey.estimatedBytes(view, log) > bytesMax - bytesMax / SPARE_PARTS;
    }

    /**
     * After a write to a table. Fails with MEMORY_BUDGET if it has used up what was left; the
     * caller takes it back then. SyncDB's own tables are spared, for even a DELETE writes there.
     *
     * @param grownBefore {@link Workspace#grownBytes} before it
     */
    void require(TableData table, long grownBefore) {
        String name = table.structure().name();
        if (workspace.grownBytes() > grownBefore && !Schema.isInternal(name)) {
            require("table " + name + " cannot grow", usedBytes());
        }
    }

    /** Changes the structure. Fails as {@link #require} does, for an index may be large. */
    void define(Runnable work) {
        long before = usedBytes();
        work.run();
        long used = usedBytes();
        if (used > before) {
            require("the structure cannot grow", used);
        }
    }

    private void require(String refused, long used) {
        if (used > bytesMax) {
            throw new Retryable(
                    ErrorCode.MEMORY_BUDGET,
                    refused + ": " + used + " bytes would be in use, and the budget is " + bytesMax
                            + "; delete rows, or close what reads older states",
                    0);
        }
    }

    private long usedBytes() {
        Catalog present = workspace.catalog();
        long grown = workspace.grownBytes();
        if (known != present || grown - knownGrown > bytesMax / MEASURED_PARTS) {
            known = present;
            knownGrown = grown;
            LogView log = timeline.published().log();
            otherBytes = MemorySurvey.estimatedBytes(workspace.view(), log) - grown;
        }
        return otherBytes + grown;
    }
}
