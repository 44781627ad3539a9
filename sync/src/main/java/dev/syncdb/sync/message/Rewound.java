package dev.syncdb.sync.message;

import dev.syncdb.change.Cursor;

import java.util.List;

/**
 * The server did nothing, because what the request builds on is not what it has: it was restored
 * from another state, or lost what it knew of the client. It says what it has, so that both can go
 * on from what they have in common.
 *
 * @param known true if the server knows the client, and its secret. Then the client stays who it
 *     is; otherwise it registers anew
 * @param lastTx the last transaction under the client's number that was judged, 0 if there is none;
 *     what comes after it has left nothing in the space
 * @param chain the chain value there
 * @param acknowledgedTx outcomes up to this one are forgotten: the client has had them, though
 *     perhaps before the server was restored from a state without them, and then from this one
 * @param commonTx the last transaction that both mean by the same number, as far as the request
 *     shows: what it does not show counts as common, and what was not judged does not
 * @param lines the newest lines of the space, newest first, each with the last version that is of
 *     it: a version up to that is common to everybody who has seen that line
 */
public record Rewound(
        boolean known,
        long lastTx,
        int chain,
        long acknowledgedTx,
        long commonTx,
        List<Cursor> lines)
        implements SyncResponse {
    /**
     * A server tells at most this many: as many openings as a client may be behind before it counts
     * as having seen nothing.
     */
    public static final int LINES_MAX = 64;

    public Rewound {
        lines = List.copyOf(lines);
    }
}
