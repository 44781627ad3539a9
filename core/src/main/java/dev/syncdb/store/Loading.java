package dev.syncdb.store;

import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.store.row.BlockInput;
import dev.syncdb.store.row.RowBlockWriter;
import dev.syncdb.store.tree.Tree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills an empty store with a state and the commits that followed it, and shows nothing before the
 * end: so the rows need to be put into their orders only once. Lives until {@link #finish}; the
 * store is not to be used before. On failure the store is to be thrown away. Confined to the
 * writer.
 */
public final class Loading {
    private final Recovery recovery;
    private final Timeline timeline;
    private final Environment environment;
    private final List<PackedTable> packed = new ArrayList<>();
    private final List<ReplayedTable> replayed = new ArrayList<>();

    /** What the commit of {@link #version} did. */
    private final List<RowStep> steps = new ArrayList<>();

    private @Nullable ReplayedTable current;
    private long version;

    /** The version of the state on which commits of rows are replayed; they all lie above it. */
    private long base;

    private boolean replaying;

    Loading(Recovery recovery, Timeline timeline, Environment environment) {
        this.recovery = recovery;
        this.timeline = timeline;
        this.environment = environment;
    }

    /**
     * Takes in a part of a state, which lies behind the statements that make its tables and before
     * all other commits. The array is only lent.
     *
     * @throws Corrupt if no store has made it, or not of such tables
     */
    public void add(byte[] bytes, int offset, int count) {
        BlockInput part = new BlockInput(bytes, offset, count);
        int kind = part.readByte();
        try {
            PackedTable table = packed(part.readText());
            if (kind == TableParts.ROWS && !replaying) {
                table.rows(part);
                version = Math.max(version, table.version());
            } else if (kind == TableParts.ORDER && !replaying) {
                table.order(part);
            } else {
                throw part.malformed(offset, "a part of kind " + kind + " in this place");
            }
        } catch (Incorrect refused) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE, offset, "a part does not fit: " + refused.getMessage());
        }
    }

    /**
     * Takes in a commit, as {@link Store#recover} does. Versions do not descend.
     *
     * @throws Corrupt if it does not fit what is here
     */
    public void add(ChangeSet commit) {
        if (commit.version() < version) {
            throw new Corrupt(
                    ErrorCode.CORRUPT_FILE,
                    0,
                    "commit " + commit.version() + " lies before the head " + version);
        }
        if (commit.version() > version) {
            settle();
            log();
        }
        if (commit.version() > base && isOfRows(commit)) {
            replay(commit);
            version = commit.version();
            return;
        }
        if (!commit.changes().isEmpty()) {
            finish();
            recovery.replay(commit);
            base = commit.version();
        }
        version = commit.version();
    }

    /**
     * Takes in rows that the commit added last has inserted, which changed no structure: a block of
     * {@link RowBlockWriter}. The array is only lent.
     *
     * @throws Corrupt if it does not fit what is here
     */
    public void add(String table, byte[] bytes, int offset, int count) {
        settle();
        try {
            if (version <= base) {
                throw new Corrupt(
                        ErrorCode.CORRUPT_FILE, offset, "rows of a commit that lies below them");
            }
            table(table).insert(new BlockInput(bytes, offset, count), version, steps);
        } catch (Incorrect refused) {
            throw Recovery.refused(version, refused);
        }
    }

    /** Makes what was taken in visible. */
    public void finish() {
        settle();
        log();
        replaying = false;
        base = version;
        View before = timeline.newest();
        if (version == before.version() && replayed.isEmpty()) {
            return;
        }
        List<List<Tree<RowHead>>> orders = ((FrozenOrders) before.orders()).toList();
        for (ReplayedTable table : replayed) {
            orders.set(table.table().position(), table.finish(before.orders()));
        }
        replayed.clear();
        current = null;
        timeline.load(new View(before.catalog(), new FrozenOrders(orders), version));
    }

    /** From here on there are commits, and no parts. */
    private void settle() {
        if (replaying) {
            return;
        }
        replaying = true;
        base = version;
        boolean keepsTombstones = timeline.isTracking();
        for (PackedTable table : packed) {
            List<Tree<RowHead>> orders = table.settle(keepsTombstones);
            replayed.add(new ReplayedTable(table.table(), orders, base, keepsTombstones));
        }
        if (keepsTombstones) {
            LoadedLog.merge(packed, timeline);
        }
        packed.clear();
    }

    private void replay(ChangeSet commit) {
        long next = commit.version();
        try {
            for (Change change : commit.changes()) {
                ReplayedTable table = table(name(change).table());
                RowStep step = table.replay(change, next, environment);
                if (step != null) {
                    steps.add(step);
                }
            }
        } catch (Incorrect refused) {
            throw Recovery.refused(next, refused);
        }
    }

    /** Writes what the last commit did into the change log, if there is one. */
    private void log() {
        if (timeline.isTracking()) {
            for (RowStep step : LogOrder.sorted(steps)) {
                if (step.isFirst(version)) {
                    timeline.loaded(step.head(), step.before());
                }
            }
        }
        steps.clear();
    }

    private PackedTable packed(String name) {
        TableData table = timeline.newest().catalog().table(name);
        for (PackedTable known : packed) {
            if (known.table() == table) {
                return known;
            }
        }
        PackedTable begun = new PackedTable(table);
        packed.add(begun);
        return begun;
    }

    private ReplayedTable table(String name) {
        ReplayedTable known = current;
        if (known == null || !known.isNamed(name)) {
            known = find(timeline.newest().catalog().table(name));
            current = known;
        }
        return known;
    }

    private ReplayedTable find(TableData table) {
        for (ReplayedTable known : replayed) {
            if (known.table() == table) {
                return known;
            }
        }
        ReplayedTable begun = new ReplayedTable(table, null, base, timeline.isTracking());
        replayed.add(begun);
        return begun;
    }

    private static RowName name(Change change) {
        if (change instanceof Change.Insert) {
            return ((Change.Insert) change).row();
        }
        return change instanceof Change.Update
                ? ((Change.Update) change).row()
                : ((Change.Delete) change).row();
    }

    private static boolean isOfRows(ChangeSet commit) {
        for (Change change : commit.changes()) {
            if (change instanceof Change.Define) {
                return false;
            }
        }
        return true;
    }
}
