package dev.syncdb.server.space;

import dev.syncdb.sync.message.SyncRequest;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each client of a space will say next if nothing happens on its side. Only in memory, and
 * only of the clients that synced last: what is lost costs one longer request. Lives as long as the
 * space; confined to the owner loop.
 */
final class Expectations {
    /**
     * Some hundred bytes each; a client that sleeps longer than so many others have synced waits.
     */
    static final int CLIENTS_MAX = 4_096;

    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Long, SyncRequest> next = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, SyncRequest> eldest) {
            return size() > CLIENTS_MAX;
        }
    };

    /** What that client is expected to say, without transactions; null if that is not known. */
    @Nullable
    SyncRequest of(long client) {
        return next.get(client);
    }

    /** The client that is named in it is expected to say this next. */
    void put(SyncRequest expected) {
        next.put(expected.client(), expected);
    }
}
