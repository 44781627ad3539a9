package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.RecordLog;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** A disk that refuses once, for ever, or for want of room. */
class RecordLogFailureTest {
    private static final int RECORDS = 40;

    @Test
    void oneRefusalAnywhereLosesNothingForWhoTriesAgain() {
        long operations = work(new LogModel(), new FakeDisk()).operations();
        for (long at = 1; at <= operations; at++) {
            LogModel model = new LogModel();
            FakeDisk disk = work(model, new FakeDisk().refuseAt(at));
            for (int tear = 0; tear < 4; tear++) {
                LogModel copy = new LogModel();
                copy.appended = model.appended;
                copy.forced = model.forced;
                String situation = "refused at " + at + ", then crash " + tear;
                copy.open(disk.afterCrash(tear), situation).close();
            }
        }
    }

    @Test
    void aCrashBehindARefusalLeavesNoMixtureOfTwoRecords() {
        for (long at = 1; at <= 150; at++) {
            for (long later = 1; later <= 4; later++) {
                LogModel model = new LogModel();
                FakeDisk disk = new FakeDisk().refuseAt(at).crashAt(at + later);
                try {
                    work(model, disk);
                } catch (DiskCrash expected) {
                    for (int tear = 0; tear < 4; tear++) {
                        LogModel copy = new LogModel();
                        copy.appended = model.appended;
                        copy.forced = model.forced;
                        String situation = "refused at " + at + ", crash at +" + later;
                        copy.open(disk.afterCrash(tear), situation).close();
                    }
                }
            }
        }
    }

    @Test
    void aDiskThatRefusesForEverLosesNothing() {
        long operations = work(new LogModel(), new FakeDisk()).operations();
        for (long at = 1; at <= operations; at++) {
            LogModel model = new LogModel();
            FakeDisk disk = new FakeDisk().refuseFrom(at);
            long from = at;
            assertThrows(Retryable.class, () -> {
                RecordLog log = model.open(disk, "refused from " + from);
                for (int i = 0; i < RECORDS; i++) {
                    model.append(log);
                    model.force(log);
                }
            });
            model.open(disk.copy(), "healed after " + at).close();
        }
    }

    @Test
    void afterAFailedForceTheLogMustBeOpenedAnew() {
        FakeDisk disk = new FakeDisk();
        LogModel model = new LogModel();
        RecordLog log = model.open(disk, "new");
        model.append(log);
        disk.refuseAt(disk.operations() + 1);
        assertThrows(Retryable.class, log::force);
        Retryable refused = assertThrows(Retryable.class, () -> log.append(LogModel.body(2)));
        assertEquals(ErrorCode.IO, refused.code());
        assertThrows(Retryable.class, log::force, "a second try would prove nothing");
        log.close();
        RecordLog again = model.open(disk, "the record still reads as written");
        assertEquals(1, again.last());
        model.append(again);
        model.force(again);
        model.open(disk.afterCrash(1), "what opening handed over is durable").close();
    }

    @Test
    void aFailedAppendAddsNothingAndTheNextTakesItsPlace() {
        FakeDisk disk = new FakeDisk();
        LogModel model = new LogModel();
        RecordLog log = model.open(disk, "new");
        model.append(log);
        disk.refuseAt(disk.operations() + 1);
        assertThrows(Retryable.class, () -> log.append(new byte[800]));
        assertEquals(1, log.last());
        model.append(log);
        model.force(log);
        log.close();
        assertEquals(2, model.open(disk, "reopened").last());
    }

    @Test
    void aCrashAfterAnotherRecordTookThePlaceOfAFailedOneLeavesNoMixture() {
        for (int seed = 0; seed < 200; seed++) {
            FakeDisk disk = new FakeDisk();
            LogModel model = new LogModel();
            RecordLog log = model.open(disk, "new");
            log.append(filled(0x44, 100));
            log.force();
            disk.refuseAt(disk.operations() + 1);
            assertThrows(Retryable.class, () -> log.append(filled(0x11, 2500)));
            log.append(filled(0x22, 2000));
            int[] found = {0};
            RecordLog.open(
                            disk.afterCrash(seed),
                            LogModel.NAME,
                            model.options(),
                            (number, body) -> {
                                found[0]++;
                                if (number == 2) {
                                    assertEquals(
                                            2000, body.remaining(), "the failed one never comes");
                                }
                            })
                    .close();
            assertTrue(found[0] >= 1, "seed " + seed + ": the forced one is there");
        }
    }

    @Test
    void noRecordGoesIntoAnOldSegmentOnceTheNextMayExist() {
        for (int refused = 1; refused < 14; refused++) {
            FakeDisk disk = new FakeDisk();
            LogModel model = new LogModel();
            RecordLog log = model.open(disk, "new");
            log.append(filled(0x11, 1000));
            log.force();
            disk.refuseAt(disk.operations() + refused);
            try {
                log.append(filled(0x22, 3500));
            } catch (Retryable expected) {
                assertEquals(1, log.last(), "refused at +" + refused);
            }
            disk.refuseFrom(Long.MAX_VALUE);
            long last = log.append(filled(0x33, 10));
            log.force();
            log.close();
            FakeDisk after = disk.afterCrash(refused);
            RecordLog again =
                    RecordLog.open(after, LogModel.NAME, model.options(), (number, body) -> {});
            assertEquals(last, again.last(), "refused at +" + refused);
        }
    }

    @Test
    void aFullDiskIsNamedAndHarmless() {
        FakeDisk disk = new FakeDisk().fullAt(LogModel.SEGMENT_BYTES + 1000);
        LogModel model = new LogModel();
        RecordLog log = model.open(disk, "new");
        Retryable refused = assertThrows(Retryable.class, () -> {
            while (true) {
                model.append(log);
                model.force(log);
            }
        });
        model.appended--;
        assertTrue(String.valueOf(refused.getMessage()).startsWith("disk full"));
        assertEquals(1, disk.list().size(), "the half-made segment gave its room back");
        disk.fullAt(Long.MAX_VALUE);
        model.append(log);
        model.force(log);
        log.close();
        model.open(disk.afterCrash(1), "went on").close();
    }

    @Test
    void aDiskThatCannotEvenDeleteSaysWhatWasWrongFirst() {
        FakeDisk disk = new FakeDisk().refuseFrom(3);
        Retryable refused = assertThrows(Retryable.class, () -> new LogModel().open(disk, "new"));
        assertTrue(String.valueOf(refused.getMessage()).contains("write"));
        assertEquals(1, refused.getSuppressed().length);
        assertEquals(List.of(), disk.leftOpen());
        assertEquals(
                0, new LogModel().open(disk.copy(), "what was left is rubbish").last());
    }

    private static byte[] filled(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Appends and forces each record, tries again what is refused, and opens anew what must be. */
    private static FakeDisk work(LogModel model, FakeDisk disk) {
        RecordLog log = open(model, disk);
        while (model.forced < RECORDS) {
            try {
                model.appended = log.last();
                model.append(log);
                model.force(log);
            } catch (Retryable refused) {
                if (refusesAll(log)) {
                    log.close();
                    log = open(model, disk);
                }
            }
        }
        log.close();
        assertEquals(List.of(), disk.leftOpen());
        return disk;
    }

    private static RecordLog open(LogModel model, FakeDisk disk) {
        try {
            return model.open(disk, "opened");
        } catch (Retryable refused) {
            assertEquals(List.of(), disk.leftOpen());
            return model.open(disk, "opened again");
        }
    }

    private static boolean refusesAll(RecordLog log) {
        try {
            log.force();
            return false;
        } catch (Retryable broken) {
            return true;
        }
    }
}
