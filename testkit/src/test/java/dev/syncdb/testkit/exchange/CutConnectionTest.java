package dev.syncdb.testkit.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.error.Corrupt;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.Refusal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/**
 * The connection is cut after each byte of each request and of each response of an exchange in
 * which 20 rows go either way, five on a page. It always goes on where it was, with at most one
 * page told twice.
 */
final class CutConnectionTest {
    private static final int ROWS = 20;
    private static final int PAGE_ROWS = 5;
    private static final int PAGES = ROWS / PAGE_ROWS;
    private static final String ALL = "SELECT * FROM items ORDER BY id";

    /** Where the connection is cut: in which message of a sync, and after how many bytes. */
    private record Cut(int exchange, boolean response, int bytes) {}

    private final Hub hub = new Hub();
    private int rounds;

    @BeforeEach
    void open() {
        hub.write("INSERT INTO lists VALUES (1, 'home')");
        for (int id = 1; id <= 2 * ROWS; id++) {
            hub.write("INSERT INTO items VALUES (" + id + ", 1, 'item', 0)");
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /** T21: pages become visible at once, however often they are broken off. */
    @Test
    void aSyncGoesOnWhereItWasCut() {
        try (Handset ann = Handset.synced(hub, 2, PAGE_ROWS)) {
            int cuts = cutEverywhere(PAGES, cut -> {
                writeBoth(ann);
                return finish(ann, cut, PAGES);
            });
            assertTrue(cuts > 500, cuts + " cuts");
            assertEquals(1, ann.sync().size());
        }
    }

    @Test
    void aFirstSyncByClassesGoesOnWhereItWasCut() {
        hub.write("DELETE FROM items WHERE id > " + ROWS);
        List<List<String>> classes = List.of(List.of("lists"));
        int pages = 1 + PAGES;
        int cuts = cutEverywhere(pages, cut -> {
            try (Handset fresh = new Handset(hub, 100 + rounds, PAGE_ROWS, classes)) {
                return finish(fresh, cut, pages);
            }
        });
        assertTrue(cuts > 500, cuts + " cuts");
    }

    @Test
    void aDamagedPageIsAskedForAgain() {
        try (Handset ann = Handset.synced(hub, 2, PAGE_ROWS)) {
            writeBoth(ann);
            ann.exchange();
            byte[] request = ann.request();
            byte[] page = hub.handle(request);
            int received = ann.rowsReceived;
            for (int bit = 0; bit < page.length * Byte.SIZE; bit++) {
                byte[] damaged = page.clone();
                damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
                assertThrows(RuntimeException.class, () -> ResponseCodec.decode(damaged));
            }
            byte[] again = ann.request();
            assertTrue(again.length > request.length, "this time it says everything");
            assertEquals(Next.AGAIN, ann.receive(hub.handle(again)));
            assertEquals(received + PAGE_ROWS, ann.rowsReceived, "the same page, and only that");
            ann.sync();
            assertEquals(2 * ROWS / 2, ann.rowsReceived - received + PAGE_ROWS);
            assertEquals(hub.read(ALL), ann.read(ALL));
        }
    }

    /** What a sync under test is. */
    private interface Attempt {
        /** Syncs with one cut; returns false if the message was shorter than that. */
        boolean survives(Cut cut);
    }

    private int cutEverywhere(int exchanges, Attempt attempt) {
        int cuts = 0;
        for (int exchange = 0; exchange < exchanges; exchange++) {
            for (boolean response : new boolean[] {false, true}) {
                int bytes = 0;
                while (attempt.survives(new Cut(exchange, response, bytes))) {
                    bytes++;
                    rounds++;
                }
                cuts += bytes;
            }
        }
        return cuts;
    }

    /** The hub writes 20 rows, and the handset 20 others in four transactions. */
    private void writeBoth(Handset handset) {
        rounds++;
        hub.write("UPDATE items SET done = " + rounds + " WHERE id <= " + ROWS);
        for (int i = 0; i < 4; i++) {
            handset.write("UPDATE items SET done = " + rounds + " WHERE id > "
                    + (ROWS + i * PAGE_ROWS) + " AND id <= " + (ROWS + (i + 1) * PAGE_ROWS));
        }
    }

    private boolean finish(Handset handset, Cut cut, int pages) {
        hub.pages = 0;
        int received = handset.rowsReceived;
        boolean wasCut = false;
        Next next = Next.AGAIN;
        for (int exchange = 0; next == Next.AGAIN; exchange++) {
            byte[] request = handset.request();
            if (!wasCut && exchange == cut.exchange()) {
                byte[] response = cut.response() ? hub.handle(request) : request;
                wasCut = cut.bytes() < response.length;
                if (wasCut) {
                    arrive(Arrays.copyOf(response, cut.bytes()), cut.response());
                    continue;
                }
                next = handset.receive(cut.response() ? response : hub.handle(request));
            } else {
                next = handset.receive(hub.handle(request));
            }
        }
        int rows = handset.rowsReceived - received;
        assertEquals(hub.read(ALL), handset.read(ALL), () -> "after " + cut);
        assertEquals(0, handset.replica.pending());
        assertTrue(hub.pages <= pages + 1, () -> hub.pages + " pages after " + cut);
        assertTrue(rows % PAGE_ROWS <= 1, () -> rows + " rows after " + cut);
        assertTrue(rows <= pages * PAGE_ROWS, () -> rows + " rows after " + cut);
        return wasCut;
    }

    /** What is left of a message arrives at its end, which makes nothing of it. */
    private void arrive(byte[] part, boolean response) {
        if (response) {
            assertThrows(Corrupt.class, () -> ResponseCodec.decode(part));
        } else {
            assertTrue(ResponseCodec.decode(hub.handle(part)) instanceof Refusal);
        }
    }
}
