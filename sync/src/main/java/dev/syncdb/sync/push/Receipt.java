package dev.syncdb.sync.push;

import dev.syncdb.sync.push.Push.Wanted;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What became of a client's transactions.
 *
 * @param lastTx the last transaction of this client that was judged
 * @param outcomes of every transaction above the client's {@code ackTx}, up to {@code lastTx}
 * @param postponed why the transactions behind {@code lastTx} were not judged, or null if there are
 *     none
 */
public record Receipt(
        long lastTx, List<Outcome> outcomes, @Nullable Postponement postponed) {
    public Receipt {
        outcomes = List.copyOf(outcomes);
    }

    /** What became of transactions all of which were judged. */
    public Receipt(long lastTx, List<Outcome> outcomes) {
        this(lastTx, outcomes, null);
    }

    /** The cells of which the client is to say what their author saw. */
    public List<Wanted> wanted() {
        return postponed == null ? List.of() : postponed.wanted();
    }
}
