package dev.syncdb.journal;

import java.util.List;

/**
 * What a repair did.
 *
 * @param kept number of the last record that the log still has; the next one appended follows it,
 *     so the numbers of lost records are given a second time
 * @param lastLost number of the last record that the log is known to have lost; {@code kept} if
 *     none is
 * @param snapshotRecordsLost how many records the snapshot is known to have lost
 * @param bytesLost bytes that are no longer in the log and were not zero
 * @param setAside names of the files that hold what was lost, for whoever wants to look
 * @param damage all that was wrong; empty if nothing was, and nothing was done
 */
public record Repair(
        long kept,
        long lastLost,
        long snapshotRecordsLost,
        long bytesLost,
        List<String> setAside,
        List<Damage> damage) {
    public Repair {
        setAside = List.copyOf(setAside);
        damage = List.copyOf(damage);
    }
}
