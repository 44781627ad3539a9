package dev.syncdb.sync.scope;

import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Outcome;

import java.util.List;

/**
 * What a page is built for.
 *
 * @param client whose own accepted writes may be left out, because it has them
 * @param line the opening of the space that wrote its newest version; the page's token says it
 * @param pull where the client stands and how large a page may be
 * @param outcomes those that the client has not acknowledged, in order of their numbers: of the
 *     rows that they name, the last pages say what they are now
 */
public record Subscription(long client, long line, Pull pull, List<Outcome> outcomes) {
    public Subscription {
        outcomes = List.copyOf(outcomes);
    }

    /** The version that the client's cursor names; what is newer is new to it. */
    long base() {
        return pull.cursor().cursor().version();
    }
}
