package dev.syncdb.client.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.RandomSource;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Contended;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.sync.message.Chain;
import dev.syncdb.sync.message.Push;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class OutboxTest {
    private static final Stamp STAMP = new Stamp(1, 100, 5_000);
    private static final long DAY_MILLIS = 24 * 60 * 60 * 1_000L;

    @TempDir
    Path folder;

    private final RandomSource random = new SplittableRandom(3)::nextLong;

    @Test
    void aNewOutboxHasAnIdentityOfItsOwnAndNothingElse() {
        try (Outbox outbox = open()) {
            assertTrue(outbox.isNew());
            assertFalse(outbox.identity().isRegistered());
            assertEquals(16, outbox.identity().secret().size());
            assertEquals(0, outbox.last());
            assertEquals(new Push(1, Chain.START, List.of()), outbox.push(STAMP));
        }
    }

    @Test
    void everythingIsThereAfterReopening() {
        Identity identity;
        List<PendingTransaction> pending;
        try (Outbox outbox = open()) {
            add(outbox, BasesTest.update("a", 1, 2), BasesTest.delete("b"));
            add(outbox, BasesTest.insert("c"));
            outbox.register(9);
            identity = outbox.identity();
            pending = outbox.pending();
        }
        try (Outbox outbox = open()) {
            assertFalse(outbox.isNew());
            assertNull(outbox.damage());
            assertEquals(9, identity.client());
            assertEquals(identity, outbox.identity());
            assertEquals(pending, outbox.pending(), "with the values from before");
        }
    }

    @Test
    void judgedTransactionsAreForgottenAndTheChainGoesOn() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 3; i++) {
                add(outbox, BasesTest.insert("a" + i));
            }
            int chain = outbox.chainAt(2);
            outbox.trim(2, STAMP);
            outbox.trim(1, STAMP);
            assertEquals(2, outbox.judged());
            assertEquals(3, outbox.last());
            assertEquals(chain, outbox.chainAt(2));
            assertEquals(chain, outbox.push(STAMP).chainBefore());
            assertEquals(3, outbox.push(STAMP).firstTx());
            assertEquals(new Push(4, outbox.chainAt(3), List.of()), outbox.pushNothing(3));
        }
        try (Outbox outbox = open()) {
            assertEquals(2, outbox.judged(), "what was told to the server is known for good");
            assertEquals(1, outbox.size());
            assertThrows(IllegalArgumentException.class, () -> outbox.chainAt(4));
        }
    }

    @Test
    void theFilesDoNotGrowForEver() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 20; i++) {
                add(outbox, large("a" + i, 50_000));
                outbox.trim(i, new Stamp(1, i * 8 * DAY_MILLIS, 0));
            }
        }
        assertTrue(bytes() < 4 * Outbox.LOG_BYTES_MAX, "1,000,000 bytes went through it");
        try (Outbox outbox = open()) {
            assertEquals(1, outbox.size());
            assertEquals(20, outbox.last());
        }
    }

    @Test
    void aRequestCarriesABoundedPart() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 5; i++) {
                add(outbox, large("a" + i, 400_000));
            }
            assertEquals(2, outbox.push(STAMP).transactions().size());
        }
        try (Outbox outbox = Outbox.open(options("other folder", Durability.NONE), random)) {
            for (int i = 0; i < Outbox.PUSH_TRANSACTIONS_MAX + 1; i++) {
                add(outbox, BasesTest.insert("a" + i));
            }
            assertEquals(
                    Outbox.PUSH_TRANSACTIONS_MAX,
                    outbox.push(STAMP).transactions().size());
        }
    }

    @Test
    void anAgeIsToldAsOfTheRequest() {
        try (Outbox outbox = open()) {
            add(outbox, BasesTest.insert("a"));
            Stamp later = new Stamp(1, 350, 0);
            assertEquals(250, outbox.push(later).transactions().get(0).ageMillis());
        }
    }

    @Test
    void aTransactionHasTheNextNumberAndALimitedSize() {
        try (Outbox outbox = open()) {
            PendingTransaction second = transaction(2, BasesTest.insert("a"));
            assertThrows(IllegalArgumentException.class, () -> outbox.appending(second));
            PendingTransaction large = transaction(1, large("a", Outbox.TRANSACTION_BYTES_MAX + 1));
            Incorrect refused = assertThrows(Incorrect.class, () -> outbox.appending(large));
            assertEquals(ErrorCode.LIMIT, refused.code());
        }
    }

    @Test
    void beginningAnewGivesNewNumbersInOneStep() {
        Identity fresh = Identity.draw(random);
        try (Outbox outbox = open()) {
            add(outbox, BasesTest.insert("a"));
            add(outbox, BasesTest.insert("b"));
            List<PendingTransaction> rest = outbox.pending().subList(1, 2);
            outbox.restart(fresh, 0, Chain.START, rest);
            assertEquals(1, outbox.pending().get(0).number());
        }
        try (Outbox outbox = open()) {
            assertEquals(fresh, outbox.identity());
            assertEquals(1, outbox.last());
            assertEquals(
                    BasesTest.insert("b"), outbox.pending().get(0).operations().get(0));
        }
    }

    @Test
    void anOutboxDoesNotChangeHands() {
        open().close();
        OutboxOptions stranger =
                new OutboxOptions(new FileDisk(folder), Durability.FULL, "somebody else");
        Incorrect refused = assertThrows(Incorrect.class, () -> Outbox.open(stranger, random));
        assertEquals(ErrorCode.CONFIGURATION, refused.code());
        open().close();
    }

    @Test
    void anOutboxIsOpenOnce() {
        try (Outbox outbox = open()) {
            Contended refused = assertThrows(Contended.class, this::open);
            assertEquals(ErrorCode.STORE_IN_USE, refused.code());
            assertEquals(0, outbox.size());
        }
    }

    @Test
    void whatComesBeforeADamageInTheLogIsKept() throws IOException {
        Identity identity = threeTransactions();
        damage(".log", 2_500);
        try (Outbox outbox = open()) {
            assertNotNull(outbox.damage());
            assertEquals(identity, outbox.identity());
            assertEquals(2, outbox.size());
        }
        try (Outbox outbox = open()) {
            assertNull(outbox.damage(), "it was put right");
            assertEquals(2, outbox.size());
        }
    }

    @Test
    void whatComesBeforeADamageInASnapshotIsKept() throws IOException {
        Identity identity = threeTransactions();
        try (Outbox outbox = open()) {
            outbox.rewrite(outbox.pending());
        }
        damage(".snapshot", 2_500);
        try (Outbox outbox = open()) {
            assertNotNull(outbox.damage());
            assertEquals(identity, outbox.identity());
            assertEquals(2, outbox.size());
        }
        try (Outbox outbox = open()) {
            assertNull(outbox.damage());
            assertEquals(2, outbox.size());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(
                    files.anyMatch(file -> file.getFileName().toString().startsWith("damaged-")),
                    "the rest is set aside");
        }
    }

    @Test
    void anOutboxOfWhichNothingIsLeftIsNew() throws IOException {
        Identity identity = threeTransactions();
        damage("", 100);
        try (Outbox outbox = open()) {
            assertTrue(outbox.isNew());
            assertNotEquals(identity, outbox.identity());
        }
    }

    private Identity threeTransactions() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 3; i++) {
                add(outbox, large("a" + i, 1_000));
            }
            return outbox.identity();
        }
    }

    private void damage(String suffix, int position) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (file.toString().endsWith(suffix) && position < bytes.length) {
                    bytes[position] ^= 16;
                    Files.write(file, bytes);
                }
            }
        }
    }

    private long bytes() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Outbox open() {
        return Outbox.open(
                new OutboxOptions(new FileDisk(folder), Durability.FULL, "space"), random);
    }

    private OutboxOptions options(String name, Durability durability) {
        return new OutboxOptions(new FileDisk(folder).folder(name), durability, "space");
    }

    private static void add(Outbox outbox, Change... operations) {
        outbox.appending(transaction(outbox.last() + 1, operations)).run();
    }

    private static PendingTransaction transaction(long number, Change... operations) {
        return new PendingTransaction(
                number, new Base(3, 30), STAMP, (int) number * 77, List.of(operations));
    }

    private static Change large(String id, int chars) {
        Row row = Row.of(Value.of(id), Value.of("x".repeat(chars)));
        return new Change.Insert(RowName.of("t", Key.of(id)), Image.of(row));
    }
}
