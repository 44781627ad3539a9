package dev.syncdb.client.replica;

import dev.syncdb.sync.pull.PageToken;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is known of the pages that wait for the last one, so that nobody sees half a pull. The pages
 * themselves are in the replica's journal only, one behind the other: a pull may be larger than
 * memory. Confined to the syncing thread.
 */
final class Staging {
    private int pages;
    private long first;
    private @Nullable PageToken next;
    private long lastTx;
    private List<String> schema = List.of();

    /** Another page waits. */
    void add(StagedPage page, long record) {
        if (pages == 0) {
            first = record;
            schema = page.schema();
        }
        pages++;
        next = page.next();
        lastTx = page.lastTx();
    }

    /** How many pages wait. */
    int pages() {
        return pages;
    }

    boolean isEmpty() {
        return pages == 0;
    }

    /** The number of the record that holds the first page. */
    long first() {
        return first;
    }

    /** Where the next page begins, or null if none waits. */
    @Nullable
    PageToken next() {
        return next;
    }

    /** The last transaction that the server had judged when it built the newest page. */
    long lastTx() {
        return lastTx;
    }

    /** Statements that the pages need. They came with the first, or none did. */
    List<String> schema() {
        return schema;
    }

    /** The pages are void. */
    void clear() {
        pages = 0;
        next = null;
        schema = List.of();
    }
}
