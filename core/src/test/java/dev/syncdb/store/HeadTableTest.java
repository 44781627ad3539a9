package dev.syncdb.store;

import static dev.syncdb.store.TableBuilder.numbered;
import static dev.syncdb.store.TableBuilder.row;
import static dev.syncdb.store.TableBuilder.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.schema.Table;
import dev.syncdb.store.row.PackedRow;
import dev.syncdb.store.row.SoughtText;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

final class HeadTableTest {
    private static final Table NUMBERS = numbered("numbers").column("a", "TEXT").build();
    private static final Table TEXTS = table("texts").column("k", "TEXT").build();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void findsWhatAMapFinds() {
        Heap heap = TableBuilder.heap(NUMBERS, seed, 0);
        HeadTable heads = heap.heads();
        Map<Long, RowHead> model = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            // Grows to some thousand rows, then shrinks again.
            long id = random.nextInt(4_000) - 2_000;
            RowHead known = model.get(id);
            boolean adds = random.nextInt(10) < (i < 12_000 ? 7 : 2);
            if (known == null && adds) {
                RowHead head =
                        head(heap, row(id, "a"), heap.identity().keyColumns().hash(id));
                heads.add(head);
                model.put(id, head);
            } else if (known != null && !adds) {
                heads.remove(known);
                heads.remove(known);
                model.remove(id);
            }
            assertEquals(model.size(), heads.size(), "seed " + seed);
        }
        for (long id = -2_001; id <= 2_001; id++) {
            String reason = "row " + id + " with seed " + seed;
            RowHead expected = model.get(id);
            PackedRow row = pack(heap, row(id, "b"));
            assertSame(expected, heads.find(id), reason);
            assertSame(expected, heads.find(Key.of(id)), reason);
            assertSame(expected, heads.find(row, heap.identity().keyColumns().hash(row)), reason);
            assertSame(expected, heap.find(row), reason);
        }
        assertEquals(identities(model.values()), seen(heads));
    }

    @Test
    void headsOfOneHashAreToldApartByTheirKeys() {
        Heap heap = TableBuilder.heap(TEXTS, seed, 0);
        HeadTable heads = heap.heads();
        int hash = heap.identity().keyColumns().hash("wanted");
        List<RowHead> others = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            RowHead other = head(heap, row("other" + i), hash);
            others.add(other);
            heads.add(other);
        }
        RowHead wanted = head(heap, row("wanted"), hash);
        heads.add(wanted);
        RowHead bare = new RowHead(heap.identity(), hash);
        heads.add(bare);

        assertFound(heap, wanted);
        for (RowHead other : others) {
            heads.remove(other);
            assertFound(heap, wanted);
        }
        assertEquals(identities(List.of(wanted, bare)), seen(heads));
        heads.remove(wanted);
        assertFound(heap, null);
        assertEquals(1, heads.size());
    }

    @Test
    void placesOfRemovedHeadsAreTakenAgain() {
        Heap heap = TableBuilder.heap(NUMBERS, seed, 0);
        HeadTable heads = heap.heads();
        long bytes = heads.bytes();
        for (long id = 0; id < 10_000; id++) {
            RowHead head = head(heap, row(id, "a"), heap.identity().keyColumns().hash(id));
            heads.add(head);
            heads.remove(head);
        }
        assertEquals(0, heads.size());
        assertTrue(heads.bytes() <= 4 * bytes, "a table of nothing does not grow");
        assertNull(heads.find(5));
    }

    @Test
    void roomThatWasMadeIsEnough() {
        Heap heap = TableBuilder.heap(NUMBERS, seed, 0);
        HeadTable heads = heap.heads();
        heads.reserve(0);
        heads.reserve(1_000);
        long bytes = heads.bytes();
        for (long id = 0; id < 1_000; id++) {
            heads.add(head(heap, row(id, "a"), heap.identity().keyColumns().hash(id)));
        }
        heads.reserve(1_000);
        assertEquals(bytes, heads.bytes());
        assertEquals(1_000, seen(heads).size());
    }

    private static void assertFound(Heap heap, RowHead expected) {
        PackedRow row = pack(heap, row("wanted"));
        assertSame(expected, heap.heads().find("wanted", new SoughtText()));
        assertSame(expected, heap.heads().find(Key.of("wanted")));
        assertSame(expected, heap.find(row));
        assertNull(heap.heads().find(new Key(Row.of(Value.of("wanted"), Value.of(1)))));
    }

    private static RowHead head(Heap heap, Row cells, int hash) {
        RowHead head = new RowHead(heap.identity(), hash);
        head.setNewest(RowVersion.live(1, pack(heap, cells), null));
        return head;
    }

    private static PackedRow pack(Heap heap, Row cells) {
        return heap.layout().pack(cells, Bytes.EMPTY);
    }

    private static Set<RowHead> seen(HeadTable heads) {
        List<RowHead> seen = new ArrayList<>();
        heads.forEach(seen::add);
        Set<RowHead> identities = identities(seen);
        assertEquals(seen.size(), identities.size(), "each comes once");
        return identities;
    }

    private static Set<RowHead> identities(Iterable<RowHead> heads) {
        Set<RowHead> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        heads.forEach(identities::add);
        return identities;
    }
}
