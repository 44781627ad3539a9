package dev.syncdb.testkit.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Retryable;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.Journal;
import dev.syncdb.journal.KeyProvider;
import dev.syncdb.journal.LogOptions;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Crashes and refusals under a key: nothing forced is lost, and no nonce is used twice. */
class EncryptedJournalCrashTest {
    private static final int RECORDS = 40;

    @Test
    void aCrashAtAnyOperationAndAgainInRecoveryLosesNothingAndRepeatsNoNonce() {
        long operations = operations();
        NonceWatch watch = new NonceWatch(new FakeDisk());
        for (long at = 1; at <= operations; at++) {
            FakeKeys keys = new FakeKeys(at);
            Ledger ledger = new Ledger();
            FakeDisk disk = new FakeDisk().crashAt(at);
            NonceWatch first = watch.on(disk);
            assertThrows(DiskCrash.class, () -> ledger.work(ledger.open(first, keys), 1));
            requireNoDamage(disk.afterCrash(at), keys, at);
            FakeDisk second = disk.afterCrash(at).crashAt(1 + at % 7);
            try {
                ledger.work(ledger.open(watch.on(second), keys), at);
            } catch (DiskCrash expected) {
                // In recovery, or soon after.
            }
            FakeDisk third = second.afterCrash(at);
            requireNoDamage(third, keys, at);
            ledger.work(ledger.open(watch.on(third), keys), at).close();
            ledger.open(watch.on(third.copy()), keys).close();
        }
        assertTrue(watch.records() > 10_000, "records seen: " + watch.records());
    }

    @Test
    void aRefusalAtAnyOperationRepeatsNoNonce() {
        long operations = operations();
        NonceWatch watch = new NonceWatch(new FakeDisk());
        for (long at = 1; at <= operations; at++) {
            FakeKeys keys = new FakeKeys(at);
            Ledger ledger = new Ledger();
            FakeDisk disk = new FakeDisk().refuseAt(at);
            try {
                ledger.work(ledger.open(watch.on(disk), keys), 1).close();
            } catch (Retryable refusedAtOpening) {
                assertTrue(at < 20, "all later ones are settled: " + at);
            }
            ledger.open(watch.on(disk.copy()), keys).close();
        }
        assertTrue(watch.records() > 5_000, "records seen: " + watch.records());
    }

    @Test
    void aRestoredCopyThatGoesItsOwnWayRepeatsNoNonce() {
        FakeKeys keys = new FakeKeys(1);
        NonceWatch watch = new NonceWatch(new FakeDisk());
        FakeDisk disk = new FakeDisk();
        Ledger ledger = new Ledger();
        ledger.work(ledger.open(watch.on(disk), keys), 1).close();
        int before = watch.records();
        for (int copy = 0; copy < 20; copy++) {
            Ledger own = new Ledger();
            own.openAsItIs(watch.on(disk.copy()), keys);
            own.work(own.open(watch.on(disk.copy()), keys), copy).close();
        }
        assertTrue(watch.records() > before + 20 * RECORDS, "the copies went on");
    }

    @Test
    void aProviderThatRepeatsItselfIsCaught() {
        FakeKeys keys = new FakeKeys(1);
        KeyProvider lazy = new KeyProvider() {
            @Override
            public String currentId() {
                return keys.currentId();
            }

            @Override
            public byte @Nullable [] key(String id) {
                return keys.key(id);
            }

            @Override
            public void random(byte[] target) {}
        };
        NonceWatch watch = new NonceWatch(new FakeDisk());
        Ledger ledger = new Ledger();
        AssertionError caught =
                assertThrows(AssertionError.class, () -> ledger.work(ledger.open(watch, lazy), 1));
        assertTrue(String.valueOf(caught.getMessage()).contains("nonce"), "the watch works");
    }

    @Test
    void encryptingAPlainJournalMayBeCutShortAndDoneAgain() {
        FakeDisk plain = new FakeDisk();
        Ledger ledger = new Ledger();
        ledger.work(ledger.open(plain, null), 1).close();
        boolean crashed = true;
        for (int at = 1; crashed; at++) {
            FakeKeys keys = new FakeKeys(at);
            FakeDisk disk = plain.copy().crashAt(at);
            try {
                Journal.encrypt(disk, Ledger.NAME, keys);
                crashed = false;
            } catch (DiskCrash expected) {
                FakeDisk after = disk.afterCrash(at);
                requireRefusedOrWhole(ledger, after, keys);
                disk = after;
                Journal.encrypt(disk, Ledger.NAME, keys);
            }
            ledger.copy().open(disk.copy(), keys).close();
            assertEquals(List.of(), Journal.check(disk.copy(), Ledger.NAME, keys));
        }
    }

    private static void requireNoDamage(FakeDisk disk, FakeKeys keys, long at) {
        assertEquals(
                List.of(),
                Journal.check(disk, Ledger.NAME, keys),
                "what a crash leaves is no damage, at " + at);
    }

    private static void requireRefusedOrWhole(Ledger ledger, FakeDisk disk, FakeKeys keys) {
        for (@Nullable KeyProvider each : new KeyProvider[] {null, keys}) {
            try {
                ledger.copy().open(disk.copy(), each).close();
            } catch (SyncDbException refused) {
                assertTrue(
                        refused.code().name().contains("ENCRYPTED"),
                        "half a journal is not called damaged: " + refused.getMessage());
            }
        }
    }

    private static long operations() {
        FakeDisk disk = new FakeDisk();
        Ledger ledger = new Ledger();
        ledger.work(ledger.open(disk, new FakeKeys(1)), 1).close();
        return disk.operations();
    }

    /** What was appended, no two bodies alike, and what of it was promised. */
    private static final class Ledger {
        static final String NAME = "db";

        private static long bodies;

        private final List<String> appended = new ArrayList<>();
        private int forced;

        Ledger copy() {
            Ledger copy = new Ledger();
            copy.appended.addAll(appended);
            copy.forced = forced;
            return copy;
        }

        /** Opens, and holds what is found against what was promised. */
        Journal open(Disk disk, @Nullable KeyProvider keys) {
            List<String> found = new ArrayList<>();
            Journal journal = read(disk, keys, found);
            assertTrue(found.size() >= forced, forced + " forced, " + found.size() + " found");
            assertTrue(found.size() <= appended.size(), "none is invented");
            assertEquals(appended.subList(0, found.size()), found);
            appended.subList(found.size(), appended.size()).clear();
            forced = found.size();
            return journal;
        }

        /** Opens and believes what is found. */
        void openAsItIs(Disk disk, @Nullable KeyProvider keys) {
            read(disk, keys, appended).close();
            forced = appended.size();
        }

        private static Journal read(Disk disk, @Nullable KeyProvider keys, List<String> found) {
            LogOptions options = new LogOptions(LogOptions.SEGMENT_BYTES_MIN, 1).encryptedBy(keys);
            return Journal.open(disk, NAME, options, new Journal.Recovery() {
                @Override
                public void snapshot(ByteSource record) {
                    found.add(record.readText());
                }

                @Override
                public void record(long number, ByteSource body) {
                    assertEquals(found.size() + 1, number, "the log goes on");
                    found.add(body.readText());
                }
            });
        }

        Journal work(Journal journal, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < RECORDS; i++) {
                step(journal, random);
            }
            return journal;
        }

        /** What is refused is done again, with another body where one was to be appended. */
        private void step(Journal journal, SplittableRandom random) {
            String text = ++bodies + new String(new char[random.nextInt(400)]);
            try {
                append(journal, text);
            } catch (Retryable refused) {
                journal.retain();
                append(journal, ++bodies + text);
            }
            try {
                if (random.nextInt(3) == 0) {
                    journal.force();
                    forced = appended.size();
                }
                if (random.nextInt(8) == 0) {
                    checkpoint(journal);
                }
            } catch (Retryable refused) {
                settle(journal, random.nextBoolean());
            }
        }

        private void append(Journal journal, String text) {
            appended.add(text);
            try {
                journal.append(new ByteSink().writeText(text).toArray());
            } catch (Retryable refused) {
                appended.remove(appended.size() - 1);
                throw refused;
            }
        }

        private void checkpoint(Journal journal) {
            List<String> state = List.copyOf(appended);
            journal.checkpoint(records -> {
                for (String each : state) {
                    records.accept(new ByteSink().writeText(each).toArray());
                }
            });
            forced = appended.size();
        }

        private void settle(Journal journal, boolean retained) {
            if (retained) {
                journal.retain();
            } else {
                journal.takeBack();
            }
            appended.subList((int) journal.last(), appended.size()).clear();
        }
    }
}
