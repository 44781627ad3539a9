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
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class OutboxTest {
    private static final Stamp STAMP = new Stamp(1, 100, 5_000);
    private static final int PUSH_BYTES_MAX = 1 << 20;
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
            assertEquals(new Push(1, Chain.START, List.of()), outbox.push(STAMP, PUSH_BYTES_MAX));
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
            settle(outbox, 2, STAMP);
            settle(outbox, 1, STAMP);
            assertEquals(2, outbox.judged());
            assertEquals(3, outbox.last());
            assertEquals(chain, outbox.chainAt(2));
            assertEquals(chain, outbox.push(STAMP, PUSH_BYTES_MAX).chainBefore());
            assertEquals(3, outbox.push(STAMP, PUSH_BYTES_MAX).firstTx());
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
                settle(outbox, i, new Stamp(1, i * 8 * DAY_MILLIS, 0));
                outbox.tidy();
            }
        }
        assertTrue(bytes() < 4 * OutboxOptions.LOG_BYTES_MAX, "1,000,000 bytes went through it");
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
            assertEquals(2, outbox.push(STAMP, PUSH_BYTES_MAX).transactions().size());
        }
        try (Outbox outbox = Outbox.open(options("other folder", Durability.NONE), random)) {
            for (int i = 0; i < Outbox.PUSH_TRANSACTIONS_MAX + 1; i++) {
                add(outbox, BasesTest.insert("a" + i));
            }
            assertEquals(
                    Outbox.PUSH_TRANSACTIONS_MAX,
                    outbox.push(STAMP, PUSH_BYTES_MAX).transactions().size());
        }
    }

    @Test
    void aRequestCarriesAtLeastOneTransaction() {
        try (Outbox outbox = open()) {
            add(outbox, large("a", 1_000));
            add(outbox, large("b", 1_000));
            assertEquals(1, outbox.push(STAMP, 1).transactions().size());
        }
    }

    @Test
    void whatWasSentIsKnownForGoodAndAShorterRequestShowsTheRestByItsNonces() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 4; i++) {
                add(outbox, large("a" + i, 1_000));
            }
            outbox.push(STAMP, 3_500);
            assertEquals(3, outbox.sent());
        }
        try (Outbox outbox = open()) {
            assertEquals(3, outbox.sent());
            Push shorter = outbox.push(STAMP, 1);
            assertEquals(1, shorter.transactions().size());
            assertEquals(List.of(2 * 77, 3 * 77), shorter.nonces());
            settle(outbox, 2);
            assertEquals(List.of(3 * 77), outbox.pushNothing(2).nonces());
        }
    }

    @Test
    void onlyWhatWasNeverSentCanBeChanged() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 3; i++) {
                add(outbox, large("a" + i, 1_000));
            }
            outbox.push(STAMP, 2_500);
            settle(outbox, 1);
            assertEquals(ErrorCode.ALREADY_SENT, refused(outbox, 1));
            assertEquals(ErrorCode.ALREADY_SENT, refused(outbox, 2));
            assertEquals(ErrorCode.UNKNOWN_TRANSACTION, refused(outbox, 4));
            assertEquals(ErrorCode.UNKNOWN_TRANSACTION, refused(outbox, 0));
            outbox.revise(List.of(transaction(3, BasesTest.insert("b"))));
        }
        try (Outbox outbox = open()) {
            assertEquals(List.of(BasesTest.insert("b")), outbox.unsent(3).operations());
        }
    }

    @Test
    void aDamagedOutboxCountsAllThatIsLeftAsSent() throws IOException {
        threeTransactions();
        damage(".log", 2_500);
        try (Outbox outbox = open()) {
            assertEquals(2, outbox.size());
            assertEquals(2, outbox.sent(), "that it was may have stood behind the damage");
        }
    }

    @Test
    void whatTheServerRefusedIsKeptUntilSomebodyDealsWithIt() {
        Rejection no = new Rejection(ErrorCode.CHECK, "no", "t", "x");
        Rejection chain = new Rejection(ErrorCode.CHAIN, "no", "", "", 1);
        try (Outbox outbox = open()) {
            for (String id : List.of("a", "b", "c", "d")) {
                add(outbox, BasesTest.update(id, 1));
            }
            Settlement settlement = new Settlement(3, Map.of(1L, no, 2L, chain), Map.of(4L, 2L));
            List<RejectedTransaction> added = outbox.rejectedBy(settlement);
            outbox.settle(settlement, STAMP);
            assertEquals(added, outbox.rejected());
            assertEquals(2, outbox.pending().get(0).dependsOn());
        }
        try (Outbox outbox = open()) {
            assertEquals(
                    List.of(BasesTest.update("a", 1)),
                    outbox.rejected(1).transaction().operations(),
                    "with the values from before");
            assertEquals(1, outbox.rejected(2).dependsOn());
            assertEquals(2, outbox.pending().get(0).dependsOn());
            outbox.add(outbox.draftAgain(1, transaction(5, BasesTest.update("a", 1))));
            outbox.dismiss(2);
            assertThrows(Incorrect.class, () -> outbox.rejected(1));
        }
        try (Outbox outbox = open()) {
            assertEquals(5, outbox.last());
            assertEquals(List.of(), outbox.rejected());
            outbox.settle(new Settlement(5, Map.of(5L, no), Map.of()), STAMP);
            assertEquals(3, outbox.rejected().get(0).id(), "an id is not given twice");
            outbox.restart(Identity.draw(random), 0, Chain.START, List.of());
        }
        try (Outbox outbox = open()) {
            assertEquals(3, outbox.rejected(3).id(), "whoever this device is");
            assertEquals(0, outbox.last());
        }
    }

    @Test
    void beginningAnewKeepsInMindWhatWasSent() {
        try (Outbox outbox = open()) {
            for (int i = 0; i < 3; i++) {
                add(outbox, large("a" + i, 1_000));
            }
            outbox.push(STAMP, 2_500);
            outbox.restart(
                    Identity.draw(random), 0, Chain.START, outbox.pending().subList(1, 3));
            assertEquals(1, outbox.sent(), "some server may have seen the second");
            outbox.rewrite(outbox.pending());
            assertEquals(1, outbox.sent());
        }
        try (Outbox outbox = open()) {
            assertEquals(1, outbox.sent());
        }
    }

    @Test
    void anAgeIsToldAsOfTheRequest() {
        try (Outbox outbox = open()) {
            add(outbox, BasesTest.insert("a"));
            Stamp later = new Stamp(1, 350, 0);
            assertEquals(
                    250,
                    outbox.push(later, PUSH_BYTES_MAX).transactions().get(0).ageMillis());
        }
    }

    @Test
    void aTransactionHasTheNextNumberAndALimitedSize() {
        try (Outbox outbox = open()) {
            PendingTransaction second = transaction(2, BasesTest.insert("a"));
            assertThrows(
                    IllegalArgumentException.class, () -> outbox.draft(second).take());
            PendingTransaction large = transaction(1, large("a", Outbox.TRANSACTION_BYTES_MAX + 1));
            Incorrect refused = assertThrows(Incorrect.class, () -> outbox.draft(large));
            assertEquals(ErrorCode.LIMIT, refused.code());
            assertEquals(
                    "a transaction of 1048619 bytes; the limit of bytes in a transaction is"
                            + " 1048576",
                    refused.getMessage());
        }
    }

    @Test
    void aTransactionHasALimitedNumberOfOperations() {
        try (Outbox outbox = open()) {
            List<Change> operations = new ArrayList<>();
            for (int i = 0; i <= Outbox.TRANSACTION_OPERATIONS_MAX; i++) {
                operations.add(BasesTest.insert("a" + i));
            }
            PendingTransaction most =
                    transaction(1, operations.subList(1, operations.size()).toArray(new Change[0]));
            PendingTransaction many = transaction(1, operations.toArray(new Change[0]));
            Incorrect refused = assertThrows(Incorrect.class, () -> outbox.draft(many));
            assertEquals(ErrorCode.LIMIT, refused.code());
            assertEquals(
                    "a transaction of 10001 operations; the limit of operations in a transaction"
                            + " is 10000",
                    refused.getMessage());
            outbox.add(outbox.draft(most));
            assertThrows(Incorrect.class, () -> outbox.revise(List.of(many)));
            assertEquals(List.of(most), outbox.pending());
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
        OutboxOptions stranger = new OutboxOptions(
                new FileDisk(folder),
                Durability.FULL,
                "somebody else",
                0,
                OutboxOptions.LOG_BYTES_MAX);
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
                new OutboxOptions(
                        new FileDisk(folder),
                        Durability.FULL,
                        "space",
                        0,
                        OutboxOptions.LOG_BYTES_MAX),
                random);
    }

    private OutboxOptions options(String name, Durability durability) {
        return new OutboxOptions(
                new FileDisk(folder).folder(name),
                durability,
                "space",
                0,
                OutboxOptions.LOG_BYTES_MAX);
    }

    @Test
    void aPushIsInTheWordsOfOneVersionAndTheRestFollows() {
        try (Outbox outbox = open()) {
            add(outbox, BasesTest.insert("a"));
            addSaidIn(outbox, 1, "b");
            addSaidIn(outbox, 1, "c");
            addSaidIn(outbox, 2, "d");
            addSaidIn(outbox, 1, "e");
            StringBuilder pushes = new StringBuilder();
            while (outbox.size() > 0) {
                Push push = outbox.push(STAMP, PUSH_BYTES_MAX);
                long last = push.firstTx() + push.transactions().size() - 1;
                pushes.append(push.version()).append(':').append(last).append(' ');
                settle(outbox, last);
            }
            assertEquals("0:1 1:3 2:4 1:5 ", pushes.toString());
        }
    }

    @Test
    void whatWasMadeBeforeVersionsWereDeclaredIsOfOne() {
        List<PendingTransaction> all;
        try (Outbox outbox = open()) {
            add(outbox, BasesTest.insert("a"));
            settle(outbox, 1);
            add(outbox, BasesTest.insert("b"));
            addSaidIn(outbox, 2, "c");
            outbox.declare(1);
            all = outbox.after(0);
            assertEquals(1, outbox.sent(), "nothing else changes");
        }
        try (Outbox outbox = open()) {
            assertEquals(all, outbox.after(0), "it is durable");
            assertEquals(2, outbox.size());
        }
        StringBuilder versions = new StringBuilder();
        all.forEach(each -> versions.append(each.version()));
        assertEquals("112", versions.toString());
    }

    private static void addSaidIn(Outbox outbox, int version, String id) {
        PendingTransaction next = transaction(outbox.last() + 1, BasesTest.insert(id));
        outbox.add(outbox.draft(next.saidIn(version)));
    }

    private static ErrorCode refused(Outbox outbox, long number) {
        return assertThrows(Incorrect.class, () -> outbox.unsent(number)).code();
    }

    private static void add(Outbox outbox, Change... operations) {
        outbox.add(outbox.draft(transaction(outbox.last() + 1, operations)));
    }

    private static void settle(Outbox outbox, long lastTx) {
        settle(outbox, lastTx, STAMP);
    }

    private static void settle(Outbox outbox, long lastTx, Stamp now) {
        outbox.settle(new Settlement(lastTx, Map.of(), Map.of()), now);
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
