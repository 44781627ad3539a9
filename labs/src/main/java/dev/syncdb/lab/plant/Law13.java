package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.PushedTransaction;

import java.util.ArrayList;
import java.util.List;

/** Ages are not told: an edit counts as made when it arrives, and the latest arrival stays. */
final class Law13 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        List<PushedTransaction> ageless = new ArrayList<>();
        for (PushedTransaction each : request.push().transactions()) {
            ageless.add(new PushedTransaction(
                    each.number(),
                    each.base(),
                    each.baseMillis(),
                    0,
                    each.nonce(),
                    each.besideHeld(),
                    each.operations()));
        }
        return pushing(request, ageless);
    }
}
