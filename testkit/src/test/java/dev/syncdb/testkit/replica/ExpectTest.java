package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Session;
import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

/** Transactions with preconditions, with two phones and a server. */
class ExpectTest extends TwoPhones {
    private static final String SCHEMA = """
            CREATE TABLE seats (
              id INTEGER PRIMARY KEY, guest TEXT, note TEXT, price INTEGER, left INTEGER COUNTER);
            CREATE TABLE bills (id INTEGER PRIMARY KEY, seat INTEGER, price INTEGER);
            INSERT INTO seats VALUES (1, NULL, '', 10, 5), (2, NULL, '', 20, 5);
            """;

    private static final String SEATS = "SELECT * FROM seats";
    private static final String BILLS = "SELECT * FROM bills";
    private static final String REJECTED =
            "SELECT code, table_name, column_name FROM syncdb_rejected";
    private static final String OUTBOX = "SELECT state, operations FROM syncdb_outbox";

    ExpectTest() {
        super(SCHEMA, LocalOptions.SQUASH_MILLIS_MAX, SEATS, BILLS);
    }

    @Test
    void itHoldsWhereNobodyElseWrote() {
        bill();
        rest();
        assertEquals(BILLS + "\n(1, 1, 10)", exchanges.show(BILLS));
        assertEquals(REJECTED + "\n", Exchanges.show(ann, REJECTED));
    }

    @Test
    void aForeignEditOfAnExpectedCellRefusesAllOfIt() {
        bill();
        bobSets("price = 12");
        rest();
        assertEquals(BILLS + "\n", exchanges.show(BILLS), "no bill over the old price");
        assertRefusedFor("price");
    }

    @Test
    void aForeignEditOfAnotherCellOrRowDoesNot() {
        bill();
        bob.database().execute("UPDATE seats SET note = 'window' WHERE id = 1");
        bob.database().execute("UPDATE seats SET price = 30 WHERE id = 2");
        exchanges.sync(bob);
        rest();
        assertEquals(BILLS + "\n(1, 1, 10)", exchanges.show(BILLS));
    }

    @Test
    void aRowThatIsGoneRefusesIt() {
        bill();
        space().write(session -> session.execute("DELETE FROM seats WHERE id = 1"));
        rest();
        assertEquals(BILLS + "\n", exchanges.show(BILLS));
        assertRefusedFor("");
        Incorrect gone = assertThrows(Incorrect.class, () -> ann.pendingWork().resend(1));
        assertEquals(ErrorCode.ROW_ABSENT, gone.code(), "there is nothing to expect again");
    }

    @Test
    void whoHasSeenTheNewValueMayExpectThatInstead() {
        bill();
        bobSets("price = 12");
        rest();
        ann.pendingWork().resend(1, session -> session.execute("UPDATE bills SET price = 12"));
        assertEquals(REJECTED + "\n", Exchanges.show(ann, REJECTED));
        rest();
        assertEquals(BILLS + "\n(1, 1, 12)", exchanges.show(BILLS));
        assertEquals(REJECTED + "\n", Exchanges.show(ann, REJECTED));
    }

    @Test
    void whatIsResentIsExpectedOnceMore() {
        bill();
        bobSets("price = 12");
        rest();
        ann.pendingWork().resend(1);
        bobSets("price = 14");
        rest();
        assertEquals(BILLS + "\n", exchanges.show(BILLS));
        assertRefusedFor("price");
    }

    @Test
    void itSurvivesThatThePhoneIsOpenedAgain() {
        bill();
        reopenAnn();
        assertEquals(
                OUTBOX + "\n('pending', 'EXPECT SELECT \"price\" FROM \"seats\" WHERE \"id\" = 1;\n"
                        + "INSERT INTO \"bills\"(\"id\", \"seat\", \"price\") VALUES (1, 1, 10);')",
                Exchanges.show(ann, OUTBOX));
        bobSets("price = 12");
        rest();
        assertEquals(BILLS + "\n", exchanges.show(BILLS));
    }

    @Test
    void itIsNotJoinedToWhatIsCommittedAround() {
        ann.database().execute("UPDATE seats SET guest = 'a' WHERE id = 1");
        ann.database().write(session -> {
            session.execute("EXPECT SELECT note FROM seats WHERE id = 1");
            return session.execute("UPDATE seats SET guest = 'b' WHERE id = 1");
        });
        ann.database().execute("UPDATE seats SET guest = 'c' WHERE id = 1");
        assertEquals(3, ann.pending());
        bobSets("note = 'window'");
        rest();
        assertRefusedFor("note");
        assertTrue(exchanges.show(SEATS).contains("(1, 'c', 'window'"), "the others stand");
    }

    @Test
    void aPhoneHoldsWhatTheServerWillRefuse() {
        bobSets("price = 12");
        exchanges.exchange(ann, this::bill);
        assertEquals(BILLS + "\n", Exchanges.show(ann, BILLS));
        String reason = "SELECT state, reason FROM syncdb_outbox";
        assertEquals(
                reason + "\n('held', 'somebody else has changed seats.price of the row (1), which"
                        + " the transaction expects')",
                Exchanges.show(ann, reason));
        rest();
        assertRefusedFor("price");
    }

    @Test
    void ownPendingWorkIsNobodyElse() {
        ann.database().execute("UPDATE seats SET price = 11 WHERE id = 1");
        bill();
        ann.database().execute("UPDATE seats SET price = 13 WHERE id = 1");
        rest();
        assertEquals(BILLS + "\n(1, 1, 11)", exchanges.show(BILLS));
    }

    @Test
    void ownPendingWorkThatMetOthersIsNotWhatItsAuthorSaw() {
        ann.database().execute("UPDATE seats SET left = left - 1 WHERE id = 1");
        ann.database().write(session -> {
            session.execute("EXPECT SELECT left FROM seats WHERE id = 1");
            return session.execute("UPDATE seats SET guest = 'a' WHERE id = 1");
        });
        bobSets("left = left - 4");
        rest();
        assertTrue(exchanges.show(SEATS).contains("(1, NULL, '', 10, 0)"), exchanges.show(SEATS));
        assertRefusedFor("left");
    }

    @Test
    void aRowOfTheSameTransactionIsItsOwn() {
        ann.database().write(session -> {
            session.execute("INSERT INTO bills VALUES (7, 1, 1)");
            return session.execute("EXPECT SELECT * FROM bills WHERE id = 7");
        });
        assertEquals(
                OUTBOX
                        + "\n('pending', 'INSERT INTO \"bills\"(\"id\", \"seat\", \"price\")"
                        + " VALUES (7, 1, 1);')",
                Exchanges.show(ann, OUTBOX));
        rest();
        assertEquals(BILLS + "\n(7, 1, 1)", exchanges.show(BILLS));
    }

    @Test
    void oneThatIsEditedKeepsWhatItExpects() {
        bill();
        ann.pendingWork().edit(1, session -> session.execute("UPDATE bills SET price = price - 1"));
        bobSets("price = 12");
        rest();
        assertRefusedFor("price");
    }

    @Test
    void itMayStandAlone() {
        ann.database().execute("EXPECT SELECT price FROM seats");
        bob.database().execute("UPDATE seats SET price = 12 WHERE id = 2");
        exchanges.sync(bob);
        rest();
        assertRefusedFor("price");
    }

    @Test
    void theServersOwnCodeSeesEverything() {
        space().write(session -> {
            session.execute("EXPECT SELECT price FROM seats WHERE id = 1");
            return session.execute("UPDATE seats SET guest = 'backend' WHERE id = 1");
        });
        rest();
        assertTrue(Exchanges.show(ann, SEATS).contains("'backend'"));
    }

    /** Of the seat that the bill is about; the server has it at once. */
    private void bobSets(String set) {
        bob.database().execute("UPDATE seats SET " + set + " WHERE id = 1");
        exchanges.sync(bob);
    }

    /**
     * Ann's transaction, by what others did to that column of the seats; none if the row is gone.
     */
    private void assertRefusedFor(String column) {
        assertEquals(
                REJECTED + "\n('EXPECTATION_FAILED', 'seats', '" + column + "')",
                Exchanges.show(ann, REJECTED));
    }

    private void bill() {
        ann.database().write(ExpectTest::bill);
    }

    private static long bill(Session session) {
        session.execute("EXPECT SELECT price FROM seats WHERE id = 1");
        return session.execute("INSERT INTO bills SELECT 1, id, price FROM seats WHERE id = 1");
    }
}
