package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.PushedTransaction;

import java.util.ArrayList;
import java.util.List;

/** The authoring base is raised to the cursor: who pushes claims to have seen what came since. */
final class Law11 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        SignedCursor cursor = request.pull().cursor();
        List<PushedTransaction> raised = new ArrayList<>();
        for (PushedTransaction each : request.push().transactions()) {
            raised.add(new PushedTransaction(
                    each.number(),
                    cursor.cursor().version(),
                    cursor.commitMillis(),
                    each.ageMillis(),
                    each.nonce(),
                    each.besideHeld(),
                    each.operations()));
        }
        return pushing(request, raised);
    }
}
