package dev.syncdb.lab.engine;

import dev.syncdb.lab.engine.measure.Commits;
import dev.syncdb.lab.engine.measure.Memory;
import dev.syncdb.lab.engine.measure.Operation;
import dev.syncdb.lab.engine.measure.OperationResult;
import dev.syncdb.lab.engine.measure.Pace;
import dev.syncdb.lab.engine.measure.Quartiles;
import dev.syncdb.lab.engine.measure.Scaling;
import dev.syncdb.lab.engine.measure.Tracking;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * All that a run measured. A part that was not asked for, or that SyncDB cannot do yet, is null.
 *
 * @param merging time to apply updates with detection and decision, as a ratio to without
 * @param openSeconds from the start of a process to its first answer from ten times the rows
 */
record EngineReport(
        Pace pace,
        List<OperationResult> operations,
        @Nullable Memory memory,
        @Nullable Tracking tracking,
        @Nullable Quartiles merging,
        @Nullable Scaling scaling,
        @Nullable Double openSeconds,
        @Nullable Commits commits) {
    /** From here on, what differs may differ by chance. */
    static final double CONTROL_PERCENT_MAX = 8;

    /**
     * How far SyncDB's time is from its own time in the same rounds, in percent: three quarters of
     * the operations are nearer. Null if no operation was measured.
     */
    @Nullable
    Double controlPercent() {
        double[] percents = operations.stream()
                .map(OperationResult::control)
                .filter(Objects::nonNull)
                .mapToDouble(Quartiles::percentOff)
                .toArray();
        return percents.length == 0 ? null : Quartiles.of(percents).upper();
    }

    boolean checksumsEqual() {
        return operations.stream().allMatch(OperationResult::checksumEqual);
    }

    /** Why no figure of the run counts; null if they do. */
    @Nullable
    String whyVoid() {
        if (pace.quick()) {
            return "a quick run exercises everything and measures nothing";
        }
        if (pace.rounds() < Pace.ROUNDS_MIN) {
            return "VOID: " + pace.rounds() + " rounds are fewer than " + Pace.ROUNDS_MIN;
        }
        Double percent = controlPercent();
        if (percent != null && percent > CONTROL_PERCENT_MAX) {
            return String.format(
                    Locale.ROOT,
                    "VOID: SyncDB differs from itself by %.1f %%, which is more than %.0f %%",
                    percent,
                    CONTROL_PERCENT_MAX);
        }
        return checksumsEqual() ? null : "VOID: the engines do not agree on what they read";
    }

    @Nullable
    OperationResult find(Operation operation, String api) {
        for (OperationResult result : operations) {
            if (result.operation() == operation && result.api().equals(api)) {
                return result;
            }
        }
        return null;
    }
}
