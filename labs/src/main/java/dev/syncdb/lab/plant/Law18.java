package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Push;

/** What an author saw is never told, whoever asks for it. */
final class Law18 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        return request.pushing(request.push().with(Push.Bases.NONE));
    }
}
