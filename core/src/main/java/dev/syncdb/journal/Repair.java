package dev.syncdb.journal;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What repairing a log did.
 *
 * @param kept number of the last record that the log still has; the next one appended follows it,
 *     so the numbers of lost records are given a second time
 * @param bytesLost bytes that are no longer in the log and were not zero
 * @param setAside names of the files that hold what was lost, for whoever wants to look
 * @param damage what was wrong; null if nothing was, and nothing was done
 */
public record Repair(
        long kept,
        long bytesLost,
        List<String> setAside,
        @Nullable String damage) {
    public Repair {
        setAside = List.copyOf(setAside);
    }
}
