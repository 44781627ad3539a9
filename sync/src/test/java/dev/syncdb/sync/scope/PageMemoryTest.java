package dev.syncdb.sync.scope;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What a server takes to build a page depends on the page, not on the space. */
class PageMemoryTest {
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PAGE_BYTES = 20_000;
    private static final int BLOB_BYTES = 100;

    /** Tables, tokens, the snapshot: whatever does not grow. */
    private static final long ALLOCATED_MIN = 64 * 1024;

    /** A row is read, wrapped and put into a list. */
    private static final long ALLOCATED_PER_BYTE = 32;

    private final StoreSpace space = new StoreSpace();

    @Test
    void aPageOfALargeSpaceTakesNoMoreThanOneOfASmall() {
        fill(0, 1_000);
        PageToken middle = middleOf();
        long small = allocated(middle);
        fill(1_000, 60_000);
        long large = allocated(middle);
        String found = small + " bytes for a page of 1,000 rows, " + large + " of 60,000";
        assertTrue(small < ALLOCATED_MIN + ALLOCATED_PER_BYTE * PAGE_BYTES, found);
        assertTrue(large < small + ALLOCATED_MIN, found);
    }

    /** Where the second page begins. */
    private PageToken middleOf() {
        Page first = page(null);
        assertTrue(first.next() != null);
        return first.next();
    }

    private long allocated(PageToken after) {
        page(after);
        long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        Page page = page(after);
        long taken = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertTrue(page.changes().size() > PAGE_BYTES / BLOB_BYTES / 2, "a page that is full");
        return taken;
    }

    private Page page(PageToken after) {
        return space.page(7, new Pull(StoreSpace.at(0), after, PAGE_BYTES), List.of());
    }

    private void fill(int from, int to) {
        space.write(transaction -> {
            for (int id = from; id < to; id++) {
                Row row = Row.of(Value.of(id), Value.of(Bytes.owned(new byte[BLOB_BYTES])));
                transaction.insert(TestSchema.BLOBS.name(), row);
            }
        });
    }
}
