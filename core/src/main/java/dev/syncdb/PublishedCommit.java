package dev.syncdb;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Snapshot;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A commit as observers look at it: by table, and on the state that it left. Lives while they are
 * told; one thread.
 */
final class PublishedCommit {
    private final long version;
    private final Schema schema;
    private final Map<String, List<RowChange>> byTable = new HashMap<>();

    /** @param state what the commit left, or a later one */
    PublishedCommit(ChangeSet changes, Snapshot state) {
        this.version = changes.version();
        this.schema = state.schema();
        Snapshot after = state.version() == version ? state : null;
        for (Change change : changes.changes()) {
            String table = table(change);
            if (table != null) {
                byTable.computeIfAbsent(table, name -> new ArrayList<>())
                        .add(new RowChange(change, after));
            }
        }
    }

    long version() {
        return version;
    }

    Schema schema() {
        return schema;
    }

    /** What happened to the rows of a table, whose name is spelled as in its definition. */
    List<RowChange> changes(String table) {
        return byTable.getOrDefault(table, List.of());
    }

    private static @Nullable String table(Change change) {
        if (change instanceof Change.Insert insert) {
            return insert.row().table();
        }
        if (change instanceof Change.Update update) {
            return update.row().table();
        }
        return change instanceof Change.Delete delete ? delete.row().table() : null;
    }
}
