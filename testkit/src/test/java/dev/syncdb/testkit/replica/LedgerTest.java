package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Forbidden;
import dev.syncdb.error.Incorrect;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Records of conflicts on the phones concerned, and what can be done about them there. */
class LedgerTest extends TwoPhones {
    private static final String SCHEMA = """
            CREATE TABLE items (
              id INTEGER PRIMARY KEY, title TEXT, stock INTEGER, tags TEXT, photo BLOB);
            INSERT INTO items VALUES (1, 'milk', 5, '["a"]', NULL);
            """;

    private static final String ITEMS = "SELECT * FROM items ORDER BY id";
    private static final String LEDGER = "SELECT * FROM syncdb_conflicts ORDER BY id";
    private static final String STATUS =
            "SELECT id, status, resolution, resolved_value, resolved_by FROM syncdb_conflicts";

    private Replica eve;

    LedgerTest() {
        super(SCHEMA, LocalOptions.SQUASH_MILLIS_MAX, ITEMS, LEDGER);
    }

    @BeforeEach
    void openEve() {
        eve = exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0);
        exchanges.sync(eve);
    }

    @AfterEach
    void closeEve() {
        eve.close();
    }

    @Test
    void theTwoAuthorsHaveTheRecordAndNobodyElse() {
        clash("title = 'oat'", "title = 'soy'");
        assertEquals(exchanges.show(LEDGER), Exchanges.show(bob, LEDGER), "with bob's own sync");
        assertEquals(LEDGER + "\n", Exchanges.show(ann, LEDGER));
        exchanges.sync(ann);
        exchanges.sync(eve);
        assertEquals(exchanges.show(LEDGER), Exchanges.show(ann, LEDGER), "with ann's next sync");
        assertEquals(LEDGER + "\n", Exchanges.show(eve, LEDGER));
        reopenAnn();
        assertEquals(exchanges.show(LEDGER), Exchanges.show(ann, LEDGER), "also when reopened");
    }

    @Test
    void aPhoneBringsBackTheVersionThatGaveWayWithoutANetwork() {
        clash("title = 'oat'", "title = 'soy'");
        exchanges.sync(ann);
        ann.conflicts().restore(1);
        assertEquals("('oat')", read(ann, "SELECT title FROM items"));
        assertEquals("(1, 'RESOLVED', 'RESTORE', 'oat', NULL)", read(ann, STATUS));
        reopenAnn();
        exchanges.sync(ann);
        rest();
        assertEquals("('oat')", read(bob, "SELECT title FROM items"));
        assertEquals("(1, 'RESOLVED', 'RESTORE', 'oat', 1)", read(bob, STATUS));
        assertEquals("(1)", server("SELECT count(*) FROM syncdb_conflicts"));
    }

    @Test
    void aResolutionIsAnEditThatMayItselfConflict() {
        clash("title = 'oat'", "title = 'soy'");
        exchanges.sync(ann);
        edit(bob, "title = 'rice'");
        exchanges.sync(bob);
        passSecond();
        ann.database().execute("UPDATE syncdb_conflicts SET resolved_value = 'both' WHERE id = 1");
        rest();
        assertEquals("('both')", read(bob, "SELECT title FROM items"));
        assertEquals(
                "(2, 'rice', 'both')",
                server("SELECT id, stored_value, incoming_value FROM syncdb_conflicts"
                        + " WHERE id = 2"),
                "bob's was not seen, and is not lost");
    }

    @Test
    void theSecondToResolveIsToldThatTheFirstDid() {
        clash("title = 'oat'", "title = 'soy'");
        exchanges.sync(ann);
        ann.conflicts().dismiss(1);
        bob.conflicts().resolve(1, "rice");
        exchanges.sync(ann);
        exchanges.sync(bob);
        rest();
        assertEquals("(1, 'DISMISSED', NULL, NULL, 1)", read(bob, STATUS));
        assertEquals("('rice')", read(ann, "SELECT title FROM items"), "it is an edit like any");
        refused(ErrorCode.ALREADY_RESOLVED, () -> ann.conflicts().restore(1));
        ann.conflicts().dismiss(1);
        refused(ErrorCode.UNKNOWN_CONFLICT, () -> ann.conflicts().dismiss(9));
    }

    @Test
    void anotherRuleMayMergeAgain() {
        clash("stock = 4, title = 'a', tags = '[]'", "stock = 15, title = 'b', tags = '[\"a\",3]'");
        exchanges.sync(ann);
        String id = "SELECT id FROM syncdb_conflicts WHERE column_name = '";
        long stock = number(ann, id + "stock'");
        long title = number(ann, id + "title'");
        long tags = number(ann, id + "tags'");
        ann.conflicts().mergeAgain(stock, MergeRule.COUNTER);
        ann.conflicts().mergeAgain(title, MergeRule.FIRST_WINS);
        ann.conflicts().mergeAgain(tags, MergeRule.ORSET);
        rest();
        assertEquals("(1, 'a', 14, '[3]', NULL)", read(bob, ITEMS));
        refused(ErrorCode.ALREADY_RESOLVED, () -> space().execute(
                        "UPDATE syncdb_conflicts SET resolution = 'MERGE MAX'"));
    }

    @Test
    void aRuleThatCannotDoAnythingWithTheValuesIsRefused() {
        clash("title = 'a'", "title = 'b'");
        refused(ErrorCode.RESOLUTION, () -> bob.conflicts().mergeAgain(1, MergeRule.COUNTER));
        refused(ErrorCode.RESOLUTION, () -> bob.conflicts().mergeAgain(1, MergeRule.ORSET));
        String set = "UPDATE syncdb_conflicts SET ";
        refused(ErrorCode.RESOLUTION, () -> say(set + "resolution = 'MERGE NONSENSE'"));
        refused(ErrorCode.RESOLUTION, () -> say(set + "resolution = 'nonsense'"));
        refused(ErrorCode.RESOLUTION, () -> say(set + "status = 'nonsense'"));
        refused(ErrorCode.FORBIDDEN, () -> say(set + "winner = 'stored'"));
        refused(ErrorCode.FORBIDDEN, () -> say(set + "id = 7"));
        assertThrows(Forbidden.class, () -> say("DELETE FROM syncdb_conflicts"));
        assertThrows(Forbidden.class, () -> say("UPDATE syncdb_outbox SET state = 'x'"));
        assertThrows(Forbidden.class, () -> say("INSERT INTO syncdb_conflicts (id) VALUES (9)"));
        assertEquals("(1, 'AUTO', NULL, NULL, NULL)", read(bob, STATUS), "nothing is left of it");
        say(set + "status = 'OPEN'");
        rest();
        assertEquals("(1, 'OPEN', NULL, NULL, NULL)", server(STATUS), "it was settled too soon");
        say(set + "status = 'RESOLVED'");
        rest();
        assertEquals("(1, 'RESOLVED', 'KEEP', NULL, 2)", server(STATUS));
    }

    @Test
    void aRowThatWasDeletedComesBackWhole() {
        edit(ann, "title = 'oat', photo = x'00ff'");
        exchanges.sync(ann);
        bob.database().execute("DELETE FROM items");
        exchanges.sync(bob);
        assertEquals("", server(ITEMS));
        exchanges.sync(ann);
        String value = "SELECT stored_value, base_value FROM syncdb_conflicts";
        assertEquals(
                "('{\"id\":1,\"title\":\"oat\",\"stock\":5,\"tags\":\"[\\\"a\\\"]\","
                        + "\"photo\":{\"blob\":\"00ff\"}}',"
                        + " '{\"id\":1,\"title\":\"milk\",\"stock\":5,\"tags\":\"[\\\"a\\\"]\","
                        + "\"photo\":null}')",
                read(ann, value));
        ann.conflicts().restore(1);
        rest();
        assertEquals("(1, 'oat', 5, '[\"a\"]', x'00ff')", read(bob, ITEMS));
    }

    @Test
    void aCellOfARowThatIsGoneCannotBeRestored() {
        edit(bob, "title = 'soy'");
        ann.database().execute("DELETE FROM items");
        exchanges.sync(ann);
        exchanges.sync(bob);
        refused(ErrorCode.ROW_ABSENT, () -> bob.conflicts().restore(1));
        bob.conflicts().dismiss(1);
        exchanges.sync(bob);
        assertEquals("(1, 'DISMISSED', NULL, NULL, 2)", server(STATUS));
        assertEquals(server(STATUS), read(bob, STATUS));
    }

    @Test
    void whoDeletedARowHasTheRecordOfAnEditThatCameTooLate() {
        edit(bob, "title = 'soy', stock = 3");
        ann.database().execute("DELETE FROM items");
        exchanges.sync(ann);
        exchanges.restart();
        exchanges.sync(bob);
        rest();
        String who = "SELECT kind, column_name, stored_value, stored_by,"
                + " incoming_version - stored_version FROM syncdb_conflicts ORDER BY id";
        assertEquals(
                "('UPDATE_DELETE', 'title', NULL, 1, 1)\n('UPDATE_DELETE', 'stock', NULL, 1, 1)",
                read(ann, who));
        space().execute("INSERT INTO items (id) VALUES (2)");
        rest();
        edit(bob, "title = 'rice'");
        space().execute("DELETE FROM items");
        space().execute("INSERT INTO items (id) VALUES (2)");
        reopenAnn();
        exchanges.sync(ann);
        ann.database().execute("DELETE FROM items");
        exchanges.sync(ann);
        exchanges.sync(bob);
        exchanges.sync(ann);
        assertEquals(
                "('rice', 0)",
                server("SELECT incoming_value, stored_by FROM syncdb_conflicts WHERE id = 3"),
                "ann deleted another row of that key; who deleted this one is not known any more");
    }

    @Test
    void listenersHearWhichRecordsAreNew() {
        clash("title = 'oat', stock = 1", "title = 'soy', stock = 2");
        assertEquals(List.of(List.of(1L, 2L)), recorded(ann));
        assertEquals(List.of(), recorded(ann), "once");
        ann.conflicts().dismiss(2);
        exchanges.sync(ann);
        assertEquals(List.of(), recorded(bob), "what became of one is no new one");
        edit(bob, "title = 'rice'");
        ann.database().execute("DELETE FROM items");
        exchanges.sync(ann);
        assertEquals(List.of(List.of(3L)), recorded(bob), "with the sync that settles the edit");
        assertEquals(List.of(List.of(3L)), recorded(ann), "and to who deleted the row");
    }

    /** The ids that each event names with which one request of the phone ends. */
    private List<List<Long>> recorded(Replica phone) {
        return exchanges.exchange(phone).events().stream()
                .filter(event -> event.kind() == Kind.RECORDED)
                .map(ReplicaEvent::records)
                .toList();
    }

    @Test
    void theServersOwnCodeResolvesToo() {
        clash("title = 'oat'", "title = 'soy'");
        space().conflicts().restore(1);
        assertEquals("('oat')", server("SELECT title FROM items"));
        rest();
        assertEquals("(1, 'RESOLVED', 'RESTORE', 'oat', 0)", read(ann, STATUS));
        refused(ErrorCode.ALREADY_RESOLVED, () -> space().conflicts().dismiss(1));
        refused(ErrorCode.FORBIDDEN, () -> space().execute(
                        "UPDATE syncdb_conflicts SET kind = 'UNIQUE'"));
    }

    @Test
    void whatIsSaidInOneTransactionIsDoneOnceOrNotAtAll() {
        clash("title = 'oat', stock = 1", "title = 'soy', stock = 2");
        refused(ErrorCode.ROW_ABSENT, () -> space().write(session -> {
            session.execute("DELETE FROM items");
            return session.execute("UPDATE syncdb_conflicts SET resolution = 'RESTORE'");
        }));
        assertEquals("(1, 'soy', 2, '[\"a\"]', NULL)", server(ITEMS));
        bob.database().write(session -> {
            session.execute("UPDATE items SET tags = '[\"b\"]'");
            return session.execute("UPDATE syncdb_conflicts SET resolution = 'RESTORE'");
        });
        rest();
        assertEquals("(1, 'oat', 1, '[\"b\"]', NULL)", server(ITEMS));
    }

    private void say(String sql) {
        bob.database().execute(sql);
    }

    /** Ann's edit is there when Bob's, which is later, arrives. */
    private void clash(String annSets, String bobSets) {
        edit(ann, annSets);
        passSecond();
        edit(bob, bobSets);
        exchanges.sync(ann);
        exchanges.sync(bob);
    }

    /** Eve has the rows, too. */
    @Override
    void rest() {
        super.rest();
        exchanges.sync(eve);
        assertEquals(exchanges.show(ITEMS), Exchanges.show(eve, ITEMS));
    }

    private static void refused(ErrorCode code, Runnable work) {
        SyncDbException refused = assertThrows(Incorrect.class, work::run);
        assertEquals(code, refused.code(), refused.getMessage());
    }

    private static void edit(Replica phone, String set) {
        phone.database().execute("UPDATE items SET " + set);
    }
}
