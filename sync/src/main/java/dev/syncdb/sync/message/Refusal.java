package dev.syncdb.sync.message;

import dev.syncdb.error.ErrorCode;

/**
 * Why the server did nothing. For FORKED the client registers anew: transactions up to
 * {@code lastTx} are done, later ones it sends again under new numbers.
 *
 * @param lastTx the last transaction that both sides agree on; 0 for other codes
 * @param retryAfterMillis least time to wait before the next request; 0 where waiting does not help
 */
public record Refusal(ErrorCode code, String message, long lastTx, long retryAfterMillis)
        implements SyncResponse {}
