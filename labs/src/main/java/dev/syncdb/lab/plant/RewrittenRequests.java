package dev.syncdb.lab.plant;

import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.testkit.fault.Sabotage;

import java.util.List;

/**
 * A client that says something else than it should. What it says in few words stays as it is, since
 * those do not tell what they are about.
 */
abstract class RewrittenRequests implements Sabotage {
    @Override
    public final byte[] request(byte[] real) {
        return RequestCodec.isBrief(real)
                ? real
                : RequestCodec.encode(rewritten(RequestCodec.decode(real)));
    }

    abstract SyncRequest rewritten(SyncRequest request);

    /** The same request with other transactions, of the same numbers. */
    static SyncRequest pushing(SyncRequest request, List<PushedTransaction> transactions) {
        Push push = request.push();
        return request.pushing(push.with(transactions));
    }

    /** The same request with another acknowledgement. */
    static SyncRequest acknowledging(SyncRequest request, long ackTx) {
        return new SyncRequest(
                request.sender(),
                request.schema(),
                ackTx,
                request.push(),
                request.pull(),
                request.askedLine(),
                request.brief());
    }
}
