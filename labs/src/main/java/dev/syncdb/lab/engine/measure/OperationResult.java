package dev.syncdb.lab.engine.measure;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What an operation cost SyncDB, beside what it cost the others in the same rounds.
 *
 * @param api {@code native} or {@code sql}
 * @param nanos of SyncDB, the median of the rounds
 * @param allocatedBytes of SyncDB, the median of the rounds
 * @param disagreeing the peers that read something else than SyncDB
 * @param control SyncDB's time against its own time in a second turn of the same rounds; null where
 *     it had none
 */
public record OperationResult(
        Operation operation,
        String api,
        double nanos,
        double allocatedBytes,
        List<String> disagreeing,
        Map<String, Peer> peers,
        @Nullable Quartiles control) {
    /** Through SyncDB's own API. */
    public static final String NATIVE = "native";

    /** Through SyncDB's SQL. */
    public static final String SQL = "sql";

    /**
     * Another engine.
     *
     * @param nanos the median of its rounds
     * @param ratio how many times as long as SyncDB it took, round by round
     */
    public record Peer(double nanos, Quartiles ratio) {}

    public OperationResult {
        disagreeing = List.copyOf(disagreeing);
        peers = Map.copyOf(peers);
    }

    public boolean checksumEqual() {
        return disagreeing.isEmpty();
    }
}
