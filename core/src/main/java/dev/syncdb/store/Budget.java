package dev.syncdb.store;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

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

    /** @param bytesMax 0 for no budget */
    Budget(long bytesMax, Timeline timeline, Workspace workspace) {
        this.bytesMax = bytesMax;
        this.timeline = timeline;
        this.workspace = workspace;
    }

    /** True if so much is in use that it is time to free all that can be freed. */
    static boolean isTight(long bytesMax, View view, @Nullable LogView log) {
        return bytesMax > 0
                && MemorySurvey.estimatedBytes(view, log) > bytesMax - bytesMax / SPARE_PARTS;
    }

    /**
     * Does {@code work} on a table. Fails with MEMORY_BUDGET if it has used up what was left; the
     * caller takes it back then. SyncDB's own tables are spared, for even a DELETE writes there.
     */
    <T> T within(TableData table, Function<TableData, T> work) {
        if (bytesMax == 0) {
            return work.apply(table);
        }
        long before = workspace.grownBytes();
        T result = work.apply(table);
        String name = table.structure().name();
        if (workspace.grownBytes() > before && !Schema.isInternal(name)) {
            require("table " + name + " cannot grow", usedBytes());
        }
        return result;
    }

    /** Changes the structure. Fails as {@link #within} does, for an index may be large. */
    void define(Runnable work) {
        if (bytesMax == 0) {
            work.run();
            return;
        }
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
