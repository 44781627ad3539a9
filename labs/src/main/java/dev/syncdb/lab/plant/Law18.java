package dev.syncdb.lab.plant;

import dev.syncdb.sync.message.SyncRequest;

import java.util.List;

/** What an author saw is never told, whoever asks for it. */
final class Law18 extends RewrittenRequests {
    @Override
    SyncRequest rewritten(SyncRequest request) {
        return request.pushing(request.push().saying(List.of()));
    }
}
