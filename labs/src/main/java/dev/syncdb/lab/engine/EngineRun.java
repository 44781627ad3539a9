package dev.syncdb.lab.engine;

import dev.syncdb.lab.engine.measure.Commits;
import dev.syncdb.lab.engine.measure.Contest;
import dev.syncdb.lab.engine.measure.Field;
import dev.syncdb.lab.engine.measure.Memory;
import dev.syncdb.lab.engine.measure.MergeOverhead;
import dev.syncdb.lab.engine.measure.Opening;
import dev.syncdb.lab.engine.measure.Operation;
import dev.syncdb.lab.engine.measure.OperationResult;
import dev.syncdb.lab.engine.measure.Scaling;
import dev.syncdb.lab.engine.measure.Tracking;
import dev.syncdb.lab.engine.task.Tasks;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One run of the parts that were asked for, one after the other. */
final class EngineRun {
    private static final int LARGE_FACTOR = 10;
    private static final int QUICK_LARGE_FACTOR = 2;

    /** Heap that a row takes in SyncDB, H2 and HSQLDB together, at most. */
    private static final long ROW_HEAP_BYTES_MAX = 4_000;

    private final EngineOptions options;
    private final Consumer<String> progress;

    /** @param progress is told what the run is at */
    EngineRun(EngineOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    EngineReport run() throws SQLException {
        List<OperationResult> operations = new ArrayList<>();
        Scaling scaling = null;
        try (Field field = field(options.rows())) {
            warmUp(field);
            for (Operation operation : chosen(false)) {
                operations.addAll(contest(operation, field));
            }
            if (isDue(EngineOptions.SCALING)) {
                scaling = Scaling.measure(field, options.pace());
            }
        }
        try (Field field = field(largeRows())) {
            for (Operation operation : chosen(true)) {
                operations.addAll(contest(operation, field));
            }
        }
        return new EngineReport(
                options.pace(),
                operations,
                isDue(EngineOptions.MEMORY) ? Memory.measure(options.rows()) : null,
                tracking(),
                isDue(EngineOptions.MERGE) ? MergeOverhead.measure(options.pace()) : null,
                scaling,
                isDue(EngineOptions.OPEN) ? Opening.seconds(largeRows()) : null,
                isDue(EngineOptions.JOURNAL) ? Commits.measure(options.pace()) : null);
    }

    // What is measured first would be measured while the compiler still learns what all share.
    private void warmUp(Field field) throws SQLException {
        List<Operation> due = chosen(false);
        if (!due.isEmpty()) {
            contest(due.get(0), field);
        }
    }

    private @Nullable Tracking tracking() throws SQLException {
        return isDue(EngineOptions.TRACKING)
                ? Tracking.measure(options.rows(), options.pace())
                : null;
    }

    private List<OperationResult> contest(Operation operation, Field field) throws SQLException {
        progress.accept(operation.label());
        boolean roomForAll = !operation.isLarge()
                || Runtime.getRuntime().maxMemory() / ROW_HEAP_BYTES_MAX >= largeRows();
        if (!roomForAll) {
            progress.accept("H2 and HSQLDB are left out: the heap is too small for them");
        }
        return new Contest(operation, field, options.pace()).run(roomForAll);
    }

    private List<Operation> chosen(boolean large) {
        return Arrays.stream(Operation.values())
                .filter(operation -> options.has(operation.label()))
                .filter(operation -> operation.isLarge() == large)
                .toList();
    }

    private Field field(int rows) {
        return new Field(Tasks.of(rows), rows, progress);
    }

    private int largeRows() {
        return options.rows() * (options.pace().quick() ? QUICK_LARGE_FACTOR : LARGE_FACTOR);
    }

    private boolean isDue(String part) {
        if (options.has(part)) {
            progress.accept(part);
        }
        return options.has(part);
    }
}
