package dev.syncdb.sync.view;

import dev.syncdb.error.Incorrect;
import dev.syncdb.sync.message.SyncRequest;

import java.util.Map;

/**
 * A request in the words of what is stored.
 *
 * @param misfits why transactions cannot be said in these words, by number: they are to be rejected
 *     for it, before anything is asked about them. What of them can be said is in the request, so
 *     places of operations in them mean nothing
 */
public record Heard(SyncRequest request, Map<Long, Incorrect> misfits) {
    public Heard {
        misfits = Map.copyOf(misfits);
    }
}
