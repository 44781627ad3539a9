package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.Corrupt;
import dev.syncdb.journal.RecordFormat.Header;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;

/** One segment with records made to measure; what is done to them, and what recovery says. */
class TailCheckTest {
    private static final int SEGMENT_BYTES = 8192;

    @TempDir
    private Path folder;

    private Segment segment;
    private int start;
    private ByteSink records = new ByteSink();

    @BeforeEach
    void newSegment() {
        segment = new Segment(new FileDisk(folder), "log", 1, null);
        segment.create(SEGMENT_BYTES);
        start = new SegmentImage(segment).start();
    }

    @Test
    void aLastRecordThatEndsAnywhereInsideIsTorn() {
        add(1, 0, filled(100));
        int from = records.size();
        add(2, 0, filled(700));
        byte[] bytes = records.toArray();
        for (int cut = from; cut < bytes.length; cut++) {
            requireTorn(1, zeroed(bytes, cut, bytes.length), "cut at " + cut);
        }
    }

    @Test
    void aRecordWithoutOneOfItsSectorsIsTorn() {
        for (int before = 0; before < 512; before++) {
            records = new ByteSink();
            add(1, 0, filled(before));
            int from = start + records.size();
            add(2, 0, filled(1200));
            int to = start + records.size();
            byte[] bytes = records.toArray();
            for (int sector = from / 512 * 512; sector < to; sector += 512) {
                int lostFrom = Math.max(from, sector) - start;
                int lostTo = Math.min(to, sector + 512) - start;
                requireTorn(
                        1, zeroed(bytes, lostFrom, lostTo), "at " + from + " without " + sector);
            }
        }
    }

    @Test
    void everyFlippedBitIsDamageEvenBetweenSectorsOfZeros() {
        add(1, 0, filled(100));
        int from = records.size();
        add(2, 1, new byte[2000]);
        byte[] bytes = records.toArray();
        for (int bit = from * 8; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            requireCorrupt(flipped, "bit " + bit);
        }
    }

    @Test
    void aTornRecordMayHaveWholeOnesBehindItThatWereNotForcedEither() {
        add(1, 0, filled(100));
        int from = records.size();
        add(2, 0, filled(600));
        int to = records.size();
        add(3, 1, filled(100));
        add(4, 2, filled(100));
        byte[] bytes = records.toArray();
        requireTorn(1, zeroed(bytes, from, from + RecordFormat.HEADER_BYTES), "no header");
        requireTorn(1, zeroed(bytes, from, to), "nothing of it");
    }

    @Test
    void aWitnessBehindARecordMakesItsLossDamage() {
        add(1, 0, filled(100));
        int from = records.size();
        add(2, 0, filled(600));
        int to = records.size();
        add(3, 1, filled(100));
        add(4, 1, filled(100));
        byte[] bytes = records.toArray();
        requireCorrupt(zeroed(bytes, from, from + RecordFormat.HEADER_BYTES), "no header");
        requireCorrupt(zeroed(bytes, from, to), "nothing of it");
        byte[] torn = zeroed(bytes, from, to);
        requireCorrupt(zeroed(torn, torn.length - 20, torn.length), "a witness need not be whole");
    }

    @Test
    void aRecordInThePlaceOfAnotherIsDamage() {
        add(1, 0, filled(100));
        add(3, 0, filled(100));
        requireCorrupt(records.toArray(), "2 is missing");
    }

    @Test
    void headersSayHowManySectorsAreZeroAndWhatIsForced() {
        LogOptions options = new LogOptions(4096, 1);
        FileDisk disk = new FileDisk(folder.resolve("log"));
        try (RecordLog log = RecordLog.open(disk, "log", options, (number, body) -> {})) {
            for (int i = 1; i <= 40; i++) {
                log.append(new byte[i * 40]);
                if (i % 3 == 0) {
                    log.force();
                }
            }
        }
        long zeroSectors = 0;
        for (Segment each : Segment.all(disk, "log", null)) {
            SegmentImage image = new SegmentImage(each);
            int at = image.position();
            for (Header header = image.next(); header != null; header = image.next()) {
                int from = at + RecordFormat.HEADER_BYTES;
                at = image.position();
                assertEquals(
                        Sectors.countZero(image.bytes(), from, at, 0),
                        header.zeroSectors(),
                        "record " + header.number() + " is counted where it stands");
                long forced = (header.number() - 1) / 3 * 3;
                assertEquals(
                        Math.max(forced, each.first() - 1),
                        header.forced(),
                        "forced by the owner or by a change of segment");
                zeroSectors += header.zeroSectors();
            }
        }
        assertTrue(zeroSectors > 40, "there are some: " + zeroSectors);
    }

    private void add(long number, int unforced, byte[] body) {
        records.write(RecordFormat.encode(number, unforced, body, start + records.size()));
    }

    private void requireTorn(long last, byte[] bytes, String situation) {
        LogScan scan = scan(bytes);
        scan.run((number, body) -> {});
        assertEquals(last, scan.last(), situation);
        int end = Sectors.endOfData(bytes, 0, bytes.length);
        assertEquals(start + end, scan.tornEnd(), situation + ": all behind it is torn");
    }

    private void requireCorrupt(byte[] bytes, String situation) {
        LogScan scan = scan(bytes);
        assertThrows(Corrupt.class, () -> scan.run((number, body) -> {}), situation);
    }

    private LogScan scan(byte[] bytes) {
        try (DiskFile file = segment.disk().open(segment.file())) {
            byte[] all = Arrays.copyOf(bytes, SEGMENT_BYTES - 1 - start);
            file.write(start, all, 0, all.length);
        }
        return new LogScan(segment.disk(), "log", LogOptions.DEFAULT);
    }

    private static byte[] zeroed(byte[] bytes, int from, int to) {
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, from, to, (byte) 0);
        return zeroed;
    }

    private static byte[] filled(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 0x55);
        return bytes;
    }
}
