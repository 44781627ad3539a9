package dev.syncdb.sync.scope;

import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.text.Texts;

import java.util.List;

/**
 * What a page is built for.
 *
 * @param client whose own accepted writes may be left out, because it has them
 * @param line the opening of the space that wrote its newest version; the page's token says it
 * @param pull where the client stands and how large a page may be
 * @param outcomes those that the client has not acknowledged, in order of their numbers: of the
 *     rows that they name, the last pages say what they are now
 * @param texts what has come into texts since the client saw them
 * @param backfill what the client lacks in rows that it has
 */
public record Subscription(
        long client, long line, Pull pull, List<Outcome> outcomes, Texts texts, Backfill backfill) {
    public Subscription {
        outcomes = List.copyOf(outcomes);
    }

    /** A subscription to texts of which nobody knows how they came to be. */
    public Subscription(long client, long line, Pull pull, List<Outcome> outcomes) {
        this(client, line, pull, outcomes, Texts.NONE, Backfill.NONE);
    }

    /** The version that the client's cursor names; what is newer is new to it. */
    long base() {
        return pull.cursor().cursor().version();
    }
}
