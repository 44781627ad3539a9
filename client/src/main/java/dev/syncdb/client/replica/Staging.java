package dev.syncdb.client.replica;

import dev.syncdb.sync.message.PageToken;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Pages that wait for the last one, so that nobody sees half a pull. Confined to the syncing
 * thread.
 */
final class Staging {
    private final List<StagedPage> pages = new ArrayList<>();

    void add(StagedPage page) {
        pages.add(page);
    }

    List<StagedPage> pages() {
        return new ArrayList<>(pages);
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** Where the next page begins, or null if there is none yet. */
    @Nullable
    PageToken next() {
        return isEmpty() ? null : newest().next();
    }

    /** The newest page. There must be one. */
    StagedPage newest() {
        return pages.get(pages.size() - 1);
    }

    /** Statements that the staged pages need, or none. */
    List<String> schema() {
        List<String> statements = new ArrayList<>();
        pages.forEach(page -> statements.addAll(page.schema()));
        return statements;
    }

    /** Throws all pages away. */
    void clear() {
        pages.clear();
    }
}
