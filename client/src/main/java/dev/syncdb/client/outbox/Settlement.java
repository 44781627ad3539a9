package dev.syncdb.client.outbox;

import dev.syncdb.sync.push.Rejection;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the server said of the first pending transactions, and what follows for those behind them.
 *
 * @param lastTx the last one that it judged
 * @param rejected why it refused some of them, by number
 * @param dependants of those that it has not judged: which build on a rejected one, and on which
 */
public record Settlement(long lastTx, Map<Long, Rejection> rejected, Map<Long, Long> dependants) {
    public Settlement {
        rejected = new TreeMap<>(rejected);
        dependants = new TreeMap<>(dependants);
    }
}
