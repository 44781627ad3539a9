package dev.syncdb.store.row;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.syncdb.value.Bytes;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;

/** Reading, comparing and hashing cells where they lie makes no garbage. */
class AllocationTest {
    private static final int CALLS = 20_000;
    private static final long SEED = 99;
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int INTEGER = 0;
    private static final int UUID = 1;
    private static final int ASCII = 2;
    private static final int CODE = 3;
    private static final int BLOB = 4;
    private static final int UTF8 = 5;

    private final RowLayout layout =
            new RowLayout(6, new boolean[] {true, true, true, false, true, true});
    private final Row cells = Row.of(
            Value.of(123_456),
            Value.of(Zoo.UUID),
            Value.of("write it down"),
            Value.of("open"),
            Value.of(Zoo.blob(1, 32)),
            Value.of("gr\u00FCn"));
    private final PackedRow row = packed();
    private final PackedRow other = packed();

    @ParameterizedTest
    @EnumSource(Collation.class)
    void nothingIsAllocated(Collation collation) {
        assertFree("longAt", r -> r.longAt(INTEGER));
        assertFree("doubleAt", r -> (long) r.doubleAt(INTEGER));
        assertFree("typeAt", r -> r.typeAt(UTF8).ordinal());
        assertFree("textAt of the dictionary", r -> r.textAt(CODE).length());
        for (int i = INTEGER; i <= BLOB; i++) {
            int column = i;
            Value value = cells.at(column);
            assertFree("compareAt " + i, r -> r.compareAt(column, value, collation));
            assertFree("compareAt " + i, r -> r.compareAt(column, other, column, collation));
            assertFree("hashAt " + i, r -> column == BLOB ? 1 : r.hashAt(column, collation, SEED));
        }
        for (int i = INTEGER; i <= UTF8; i++) {
            int column = i;
            Value value = cells.at(column);
            assertFree("prefixAt " + i, r -> r.prefixAt(column, collation));
            assertFree("sameAt " + i, r -> r.sameAt(column, value) ? 1 : 0);
            assertFree("sameAt " + i, r -> r.sameAt(column, other) ? 1 : 0);
        }
        for (int i : new int[] {UUID, ASCII, CODE, UTF8}) {
            int column = i;
            String text = cells.textAt(column);
            assertFree("textEqualsAt " + i, r -> r.textEqualsAt(column, text) ? 1 : 0);
            assertFree("a hash of text", r -> Hashes.of(text, SEED));
        }
        assertFree("a hash of an integer", r -> Hashes.of(r.longAt(INTEGER), SEED));
    }

    private PackedRow packed() {
        layout.pack(cells, Bytes.EMPTY);
        return layout.pack(cells, Bytes.EMPTY);
    }

    private void assertFree(String what, ToLongFunction<PackedRow> call) {
        long sum = 0;
        for (int i = 0; i < CALLS; i++) {
            sum += call.applyAsLong(row);
        }
        long before = allocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            sum += call.applyAsLong(row);
        }
        long taken = allocatedBytes() - before;
        assertTrue(taken < CALLS, what + " took " + taken + " bytes in " + CALLS + " calls");
        assertNotEquals(Long.MIN_VALUE, sum, "the calls were made");
    }

    private static long allocatedBytes() {
        return MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
