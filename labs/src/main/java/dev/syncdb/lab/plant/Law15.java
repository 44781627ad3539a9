package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.PushedTransaction;

import java.util.ArrayList;
import java.util.List;

/** The first of several transactions stays behind, and those after it take its number. */
final class Law15 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        List<PushedTransaction> all = request.push().transactions();
        if (all.size() < 2) {
            return request;
        }
        List<PushedTransaction> moved = new ArrayList<>();
        for (PushedTransaction each : all.subList(1, all.size())) {
            moved.add(new PushedTransaction(
                    each.number() - 1,
                    each.base(),
                    each.baseMillis(),
                    each.ageMillis(),
                    each.nonce(),
                    each.besideHeld(),
                    each.operations()));
        }
        return pushing(request, moved);
    }
}
