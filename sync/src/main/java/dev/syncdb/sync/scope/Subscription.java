package dev.syncdb.sync.scope;

import dev.syncdb.change.RowName;
import dev.syncdb.sync.message.PageToken;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a page is built for.
 *
 * @param client whose own accepted writes may be left out, because it has them
 * @param base the version that the client's cursor names; what is newer is new to it
 * @param after where the page before ended, or null
 * @param named rows that unacknowledged outcomes name: the last page says what they are now
 * @param pageBytesMax about how many bytes of changes to put into one page
 */
public record Subscription(
        long client, long base, @Nullable PageToken after, List<RowName> named, int pageBytesMax) {
    public Subscription {
        named = List.copyOf(named);
    }
}
