package dev.syncdb.client;

import dev.syncdb.client.replica.ReplicaEvent;

import java.util.List;

/**
 * What the server made of the transactions that a commit token covers: it has judged all of them.
 *
 * @param rejections those that it refused for good, in order; the others were accepted
 */
public record Acceptance(List<ReplicaEvent> rejections) {
    public Acceptance {
        rejections = List.copyOf(rejections);
    }

    /** True if nothing was refused. */
    public boolean isComplete() {
        return rejections.isEmpty();
    }
}
