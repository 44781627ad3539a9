package dev.syncdb.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class RecordLogTest {
    private static final LogOptions SMALL = new LogOptions(LogOptions.SEGMENT_BYTES_MIN, 1);

    private static final FileKind FUTURE = new FileKind(Segment.KIND.name(), 2, 2);

    @TempDir
    private Path folder;

    private FileDisk disk;

    @BeforeEach
    void newDisk() {
        disk = new FileDisk(folder);
    }

    @Test
    void aNewLogIsEmptyAndItsFirstRecordIsNumberOne() {
        try (RecordLog log = open(SMALL)) {
            assertEquals(1, log.first());
            assertEquals(0, log.last());
            assertEquals(1, log.append(bytes("a")));
            assertEquals(2, log.append(new byte[0]));
            assertEquals(2, log.last());
        }
    }

    @Test
    void recordsAreReadAgainFromAnyNumber() {
        fill(50);
        try (RecordLog log = open(SMALL)) {
            assertTrue(segments() > 2, "several segments");
            for (int from = 1; from <= 51; from++) {
                List<String> expected = new ArrayList<>();
                for (int i = from; i <= 50; i++) {
                    expected.add(i + "=" + text(i));
                }
                assertEquals(expected, readFrom(log, from));
            }
            assertEquals(51, log.append(bytes("more")), "reading left the end alone");
            assertEquals(List.of("51=more"), readFrom(log, 51));
            assertOutOfRange(() -> readFrom(log, 53));
        }
    }

    @Test
    void onlyWhatIsWantedIsHandedOver() {
        fill(50);
        List<Long> numbers = new ArrayList<>();
        RecordLog.open(disk, "log", SMALL.startingAt(31), (number, body) -> numbers.add(number))
                .close();
        assertEquals(20, numbers.size());
        assertEquals(31, numbers.get(0));
    }

    @Test
    void trimmingDeletesOnlySegmentsThatHoldNothingElse() {
        fill(50);
        try (RecordLog log = open(SMALL)) {
            int before = segments();
            log.trim(30);
            assertTrue(segments() < before, "some went");
            assertTrue(log.first() <= 30, "record 30 is still there");
            long first = log.first();
            assertOutOfRange(() -> readFrom(log, first - 1));
            log.trim(1000);
            assertEquals(1, segments(), "the present one stays");
            assertEquals(51, log.append(bytes("more")));
        }
        assertThrows(Corrupt.class, () -> open(SMALL), "record 1 is missing for who wants it");
        open(SMALL.startingAt(51)).close();
    }

    @Test
    void aLargeRecordGetsASegmentOfItsOwnSize() {
        byte[] large = new byte[20_000];
        Arrays.fill(large, (byte) 1);
        try (RecordLog log = open(SMALL)) {
            log.append(large);
            assertEquals(1, segments(), "the empty one was replaced");
            log.append(bytes("small"));
            log.append(large);
            log.append(bytes("small"));
            log.force();
        }
        List<Integer> sizes = new ArrayList<>();
        RecordLog.open(disk, "log", SMALL, (number, body) -> sizes.add(body.remaining()))
                .close();
        assertEquals(List.of(20_000, 5, 20_000, 5), sizes);
    }

    @Test
    void aLogMayBeginAtAnyNumber() {
        try (RecordLog log = open(SMALL.startingAt(1000))) {
            assertEquals(999, log.last());
            assertEquals(1000, log.append(bytes("a")));
        }
        assertEquals(1000, open(SMALL.startingAt(1000)).last());
    }

    @Test
    void logsWithSimilarNamesShareAFolder() {
        try (RecordLog a = open(SMALL);
                RecordLog b = RecordLog.open(disk, "log-0", SMALL, (number, body) -> {})) {
            a.append(bytes("a"));
            b.append(bytes("b"));
            b.append(bytes("b"));
        }
        assertEquals(1, open(SMALL).last());
    }

    @Test
    void aClosedLogRefusesWork() {
        RecordLog log = open(SMALL);
        log.close();
        log.close();
        Incorrect refused = assertThrows(Incorrect.class, () -> log.append(bytes("a")));
        assertEquals(ErrorCode.CLOSED, refused.code());
        assertThrows(Incorrect.class, log::force);
        assertThrows(Incorrect.class, () -> log.trim(1));
        assertThrows(Incorrect.class, () -> readFrom(log, 1));
    }

    @Test
    void aRecordBeyondTheLimitIsRefused() {
        try (RecordLog log = open(SMALL)) {
            byte[] body = new byte[RecordFormat.BODY_BYTES_MAX + 1];
            Incorrect refused = assertThrows(Incorrect.class, () -> log.append(body));
            assertEquals(ErrorCode.LIMIT, refused.code());
            assertEquals(1, log.append(bytes("next")), "nothing was added");
        }
    }

    @Test
    void aSegmentOfAnotherVersionIsIncompatible() {
        byte[] file = Arrays.copyOf(Envelope.write(FUTURE, new byte[0], null), 4096);
        try (DiskFile future = disk.open("log-0000000000000001.log")) {
            future.write(0, file, 0, file.length);
        }
        assertThrows(Incompatible.class, () -> open(SMALL));
        assertThrows(Incompatible.class, () -> RecordLog.repair(disk, "log", SMALL));
    }

    @Test
    void otherFilesAreLeftAlone() {
        for (String name : new String[] {
            "log-1.log", "log-000000000000000g.log", "log-8000000000000000.log", "log.log"
        }) {
            disk.open(name).close();
        }
        assertEquals(0, open(SMALL).last());
        assertEquals(5, disk.list().size());
    }

    @Test
    void damageInAClosedSegmentIsFoundWhenItIsReadAgain() {
        fill(50);
        try (RecordLog log = open(SMALL)) {
            try (DiskFile file = disk.open("log-0000000000000001.log")) {
                file.write(2000, bytes("damage"), 0, 6);
            }
            Corrupt found = assertThrows(Corrupt.class, () -> readFrom(log, 1));
            assertTrue(String.valueOf(found.getMessage()).contains("log-0000000000000001.log"));
        }
    }

    @Test
    void optionsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new LogOptions(100, 1));
        assertThrows(IllegalArgumentException.class, () -> new LogOptions(1 << 30, 1));
        assertThrows(IllegalArgumentException.class, () -> LogOptions.DEFAULT.startingAt(0));
    }

    @Test
    void aRecordIsDrawnAsItIsWritten() {
        byte[] record = RecordFormat.encode(7, 2, bytes("hi"), 100);
        ByteSink expected =
                new ByteSink().writeByte(0xA7).writeLong(7).writeInt(2).writeInt(2);
        expected.writeInt(0).writeInt(expected.crc(0)).write(bytes("hi"));
        expected.writeInt(expected.crc(25)).writeByte(0xE5);
        assertArrayEquals(expected.toArray(), record);
    }

    private RecordLog open(LogOptions options) {
        return RecordLog.open(disk, "log", options, (number, body) -> {});
    }

    private void fill(int records) {
        try (RecordLog log = open(SMALL)) {
            for (int i = 1; i <= records; i++) {
                log.append(bytes(text(i)));
            }
            log.force();
        }
    }

    private static List<String> readFrom(RecordLog log, long from) {
        List<String> found = new ArrayList<>();
        log.read(
                from,
                (number, body) -> found.add(number + "="
                        + new String(body.read(body.remaining()), StandardCharsets.US_ASCII)));
        return found;
    }

    private static void assertOutOfRange(Runnable read) {
        Incorrect refused = assertThrows(Incorrect.class, read::run);
        assertEquals(ErrorCode.OUT_OF_RANGE, refused.code());
    }

    private int segments() {
        return NumberedFile.numbers(disk, "log", NumberedFile.LOG).size();
    }

    private static String text(int number) {
        char[] text = new char[200 + number];
        Arrays.fill(text, (char) ('a' + number % 26));
        return new String(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
