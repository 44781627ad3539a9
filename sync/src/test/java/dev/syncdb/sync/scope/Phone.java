package dev.syncdb.sync.scope;

import static dev.syncdb.sync.TestOperations.VOTES;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.TestOperations;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.apply.MapRows;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A phone by the book, without a store: the shadow is a map, and every flip begins again from it.
 */
final class Phone {
    private record Pending(long number, long base, List<Change> operations) {}

    private final long client;
    private final Random random;
    private final List<Pending> pending = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Change> staged = new ArrayList<>();
    private MapRows shadow = new MapRows();
    private MapRows visible = new MapRows();
    private @Nullable PageToken after;
    private long cursor;
    private long lastNumber;

    Phone(long client, Random random) {
        this.client = client;
        this.random = random;
    }

    /** Commits something here, on what is visible here. */
    void edit() {
        MapRows before = visible.copy();
        visible.begin();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            editRow();
        }
        List<Change> operations = named(visible.changes(), before);
        if (random.nextInt(8) == 0) {
            operations = replacing(operations);
        }
        if (!operations.isEmpty()) {
            long base =
                    pending.isEmpty() ? cursor : Math.min(cursor, pending.get(0).base());
            lastNumber++;
            pending.add(new Pending(lastNumber, base, operations));
        }
    }

    /**
     * One request: pushes some of what is pending and takes in one page.
     *
     * @return true if the page was the last, so that this phone now shows the head
     */
    boolean sync(StoreSpace space, long nowMillis) {
        int pushed = random.nextInt(pending.size() + 1);
        for (int i = outcomes.size(); i < pushed; i++) {
            Pending each = pending.get(i);
            Claim claim = new Claim(each.base(), client, nowMillis - random.nextInt(20));
            outcomes.add(space.push(each.number(), claim, each.operations()));
        }
        int[] sizes = {1, 100, 500, Integer.MAX_VALUE};
        int pageBytesMax = sizes[random.nextInt(sizes.length)];
        int pageRowsMax = 1 + random.nextInt(4);
        Pull pull = new Pull(StoreSpace.at(cursor), after, pageBytesMax, pageRowsMax);
        Page page = space.page(client, pull, outcomes);
        staged.addAll(page.changes());
        after = page.next();
        if (after == null) {
            flip(space.store.head());
        }
        return after == null;
    }

    /** What this phone believes the server holds. */
    Map<MapRows.Place, Image> shadow() {
        return shadow.images();
    }

    private void flip(long head) {
        Set<RowName> deleted = new HashSet<>();
        for (Outcome outcome : outcomes) {
            Pending judged = pending.remove(0);
            // Who begins at the start is told everything, and takes nothing of its own.
            if (outcome.rejection() == null && cursor > 0) {
                accept(judged.operations(), outcome.handles().iterator());
                deleted.addAll(deletedBy(judged.operations()));
            }
        }
        for (Change change : staged) {
            // An early page may still edit what this phone has deleted before the last one.
            apply(change, deleted.contains(placeOf(change)));
        }
        outcomes.clear();
        staged.clear();
        cursor = head;
        visible = shadow.copy();
        for (Pending each : pending) {
            MapRows before = visible.copy();
            try {
                Predict.replay(visible, each.operations());
            } catch (Incorrect held) {
                visible = before;
            }
        }
    }

    private void accept(List<Change> operations, Iterator<Long> handles) {
        for (Change operation : operations) {
            if (operation instanceof Change.Delete) {
                apply(operation, true);
            }
        }
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                RowName row = insert.row();
                long handle = handles.next();
                apply(
                        new Change.Insert(
                                new RowName(row.table(), row.key(), handle), insert.image()),
                        true);
            } else if (operation instanceof Change.Update) {
                apply(operation, true);
            }
        }
    }

    /**
     * Sets, patches or removes a row.
     *
     * @param mayBeGone whether an update may find its row gone
     */
    private void apply(Change change, boolean mayBeGone) {
        if (change instanceof Change.Insert insert) {
            RowName row = insert.row();
            Image image = new Image(insert.image().cells(), HiddenCodec.ofHandle(row.handle()));
            shadow.put(row.table(), row.key(), image);
        } else if (change instanceof Change.Delete delete) {
            shadow.put(delete.row().table(), delete.row().key(), null);
        } else if (change instanceof Change.Update update) {
            RowName row = update.row();
            Image image = shadow.get(row.table(), row.key());
            if (image != null) {
                Table table = TestSchema.ALL.table(row.table());
                Row cells = Predict.patched(table, image.cells(), update.cells());
                shadow.put(row.table(), row.key(), new Image(cells, image.hidden()));
            } else if (!mayBeGone) {
                throw new AssertionError("a page updates " + row + ", which is not here");
            }
        }
    }

    private static Set<RowName> deletedBy(List<Change> operations) {
        Set<RowName> deleted = new HashSet<>();
        for (Change operation : operations) {
            if (operation instanceof Change.Delete) {
                deleted.add(placeOf(operation));
            }
        }
        return deleted;
    }

    private static RowName placeOf(Change change) {
        RowName row = StoreSpace.rowsOf(List.of(change)).get(0);
        return RowName.of(row.table(), row.key());
    }

    private void editRow() {
        Key task = Key.of(1 + random.nextInt(5));
        Key step = Key.of("" + (char) ('a' + random.nextInt(4)));
        boolean taken = visible.get("tasks", task) != null;
        long id = task.values().at(0).asLong();
        int choice = random.nextInt(7);
        if (choice == 0) {
            visible.delete("tasks", task);
        } else if (choice == 1) {
            visible.delete("steps", step);
        } else if (choice == 2 && taken && visible.get("steps", step) == null) {
            visible.insert("steps", TestOperations.stepRow(step.values().at(0).asText(), id));
        } else if (!taken) {
            visible.insert("tasks", TestOperations.taskRow(id, title(), random.nextInt(100)));
        } else {
            int column = 1 + random.nextInt(VOTES);
            Value value = column == VOTES ? Value.of(random.nextInt(100)) : Value.of(title());
            visible.update("tasks", task, visible.get("tasks", task).cells().with(column, value));
        }
    }

    private String title() {
        return "t" + random.nextInt(3);
    }

    /** The changes with the handles that this phone knows. */
    private static List<Change> named(List<Change> changes, MapRows before) {
        List<Change> named = new ArrayList<>();
        for (Change change : changes) {
            RowName row = StoreSpace.rowsOf(List.of(change)).get(0);
            Image image = before.get(row.table(), row.key());
            long handle = image == null ? 0 : HiddenCodec.handle(image.hidden());
            RowName name = new RowName(row.table(), row.key(), handle);
            if (change instanceof Change.Insert insert) {
                named.add(new Change.Insert(name, Image.of(insert.image().cells())));
            } else if (change instanceof Change.Update update) {
                named.add(TestOperations.set(name, update.cells()));
            } else {
                named.add(TestOperations.delete(name));
            }
        }
        return named;
    }

    /** The same, but every edited row is deleted and inserted again, as INSERT OR REPLACE says. */
    private List<Change> replacing(List<Change> operations) {
        List<Change> replacing = new ArrayList<>();
        for (Change operation : operations) {
            if (operation instanceof Change.Update update) {
                RowName row = update.row();
                Image after = visible.get(row.table(), row.key());
                visible.put(row.table(), row.key(), Image.of(after.cells()));
                replacing.add(TestOperations.delete(row));
                replacing.add(new Change.Insert(
                        RowName.of(row.table(), row.key()), Image.of(after.cells())));
            } else {
                replacing.add(operation);
            }
        }
        return replacing;
    }
}
