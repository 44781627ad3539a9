package dev.syncdb.store;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.tree.Tree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills an empty store with a snapshot: as {@link Store#recover} does commit by commit, but puts
 * the rows into their orders only at the end, sorted, which takes a fraction of the time. Lives
 * until {@link #finish}; the store is not to be used before. Confined to the writer.
 */
public final class Loading {
    private final Recovery recovery;
    private final Timeline timeline;
    private final Environment environment;
    private final List<LoadedTable> tables = new ArrayList<>();
    private @Nullable LoadedTable current;
    private long version;
    private boolean over;

    Loading(Recovery recovery, Timeline timeline, Environment environment) {
        this.recovery = recovery;
        this.timeline = timeline;
        this.environment = environment;
    }

    /**
     * Takes in one part. Versions do not descend. On failure the store is to be thrown away; fails
     * as {@link Store#recover} does.
     */
    public void add(ChangeSet part) {
        if (over || !isOfRows(part)) {
            finish();
            over = !tables.isEmpty();
            recovery.replay(part);
            return;
        }
        if (part.version() < version) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "commit " + part.version() + " lies before the head " + version);
        }
        version = part.version();
        for (Change change : part.changes()) {
            add(change);
        }
    }

    /** Makes what was taken in visible. */
    public void finish() {
        if (over || version == 0) {
            return;
        }
        over = true;
        View empty = timeline.newest();
        List<List<Tree<RowHead>>> orders = ((FrozenOrders) empty.orders()).toList();
        for (LoadedTable table : tables) {
            orders.set(table.table().position(), table.orders(version));
        }
        timeline.load(new View(empty.catalog(), new FrozenOrders(orders), version));
    }

    private void add(Change change) {
        if (change instanceof Change.Insert) {
            Change.Insert insert = (Change.Insert) change;
            table(insert.row()).insert(insert, version);
        } else if (change instanceof Change.Delete) {
            Change.Delete delete = (Change.Delete) change;
            table(delete.row()).bury(delete, version);
        }
    }

    private LoadedTable table(RowName row) {
        LoadedTable known = current;
        if (known == null || !known.isNamed(row.table())) {
            known = find(timeline.newest().catalog().table(row.table()));
            current = known;
        }
        return known;
    }

    private LoadedTable find(TableData table) {
        for (LoadedTable loaded : tables) {
            if (loaded.table() == table) {
                return loaded;
            }
        }
        LoadedTable loaded = new LoadedTable(table, timeline, environment);
        tables.add(loaded);
        return loaded;
    }

    private static boolean isOfRows(ChangeSet part) {
        for (Change change : part.changes()) {
            if (!(change instanceof Change.Insert) && !(change instanceof Change.Delete)) {
                return false;
            }
        }
        return true;
    }
}
