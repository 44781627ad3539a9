package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.schema.Table;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class LogSweepTest {
    private static final int NEWEST = 1_000_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Table structure = numbered("t").build();
    private final Catalog catalog = TableBuilder.catalog(structure);
    private final TableData table = catalog.table("t");
    private final View state = new View(catalog, FrozenOrders.NONE, NEWEST);
    private final List<RowHead> live = new ArrayList<>();
    private int version;
    private int dead;

    @Test
    void whatIsLiveStaysInItsOrderAndOldViewsStayAsTheyWere() {
        for (int round = 0; round < 30; round++) {
            live.clear();
            dead = 0;
            List<LogBlock> blocks = new ArrayList<>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                blocks.add(block(1 + random.nextInt(LogBlock.ENTRIES_MAX), random.nextInt(4)));
            }
            LogBlock fresh = block(5, 2);
            List<RowHead> expected = List.copyOf(live);
            LogView before = view(blocks, fresh);
            List<Long> entries = versions(before);

            LogSweep sweep = new LogSweep(count);
            long removed = 0;
            while (!sweep.isOver()) {
                int size = blocks.size();
                removed += sweep.run(blocks, state, 1 + random.nextInt(3_000));
                assertTrue(sweep.hasReplaced() || size == blocks.size());
                assertEquals(expected, live(view(blocks, fresh)), "seed " + seed);
            }
            assertEquals(dead, removed + dead(fresh), "seed " + seed);
            for (LogBlock block : blocks) {
                assertTrue(block.size() > 0 && block.size() <= LogBlock.ENTRIES_MAX);
                assertEquals(0, dead(block));
            }
            for (int i = 1; i < blocks.size(); i++) {
                int both = blocks.get(i - 1).size() + blocks.get(i).size();
                assertTrue(both > LogBlock.ENTRIES_MAX, "what fits together is together");
            }
            assertEquals(entries, versions(before), "an old view stays as it was");
            assertEquals(0, sweep.run(blocks, state, 10));
            assertFalse(sweep.hasReplaced(), "a sweep that is over does nothing");
        }
    }

    @Test
    void aViewDoesNotGrowWithItsBlock() {
        LogBlock block = LogBlock.empty();
        List<LogView> views = new ArrayList<>();
        for (int i = 0; i < LogBlock.ENTRIES_MAX; i++) {
            views.add(new LogView(new LogBlock[0], block));
            assertFalse(block.isFull());
            block.add(i, head(i));
        }
        assertTrue(block.isFull());
        for (int i = 0; i < views.size(); i += 97) {
            assertEquals(i, versions(views.get(i)).size());
            assertFalse(views.get(i).has(views.get(i).firstAfter(i - 1)));
            if (i > 0) {
                assertEquals(i - 1, views.get(i).version(views.get(i).firstAfter(i - 2)));
            }
        }
    }

    /** A block in which one entry in so many is dead; all or none for 0 and 1. */
    private LogBlock block(int size, int onePer) {
        LogBlock block = LogBlock.empty();
        for (int i = 0; i < size; i++) {
            version++;
            boolean dies = onePer == 1 || (onePer > 1 && random.nextInt(onePer) > 0);
            RowHead head = head(dies ? version + 1 : version);
            block.add(version, head);
            if (dies) {
                dead++;
                version++;
            } else {
                live.add(head);
            }
        }
        return block;
    }

    private RowHead head(long at) {
        PackedRow content = table.heap().layout().pack(row(at), Bytes.EMPTY);
        RowHead head = new RowHead(table.heap().identity(), 0);
        head.setNewest(RowVersion.live(at, content, null));
        return head;
    }

    private static LogView view(List<LogBlock> blocks, LogBlock last) {
        return new LogView(blocks.toArray(new LogBlock[0]), last);
    }

    private List<RowHead> live(LogView view) {
        List<RowHead> found = new ArrayList<>();
        for (long at = view.firstAfter(-1); view.has(at); at = view.following(at)) {
            if (view.isLive(at, state)) {
                found.add(view.head(at));
            }
        }
        return found;
    }

    private static List<Long> versions(LogView view) {
        List<Long> versions = new ArrayList<>();
        for (long at = view.firstAfter(-1); view.has(at); at = view.following(at)) {
            versions.add(view.version(at));
        }
        return versions;
    }

    private int dead(LogBlock block) {
        int count = 0;
        for (int i = 0; i < block.size(); i++) {
            count += LogView.isLive(block.version(i), block.head(i), state) ? 0 : 1;
        }
        return count;
    }
}
