package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

final class PullTest extends Team {
    @BeforeEach
    void sync() {
        ann.sync();
        bob.sync();
    }

    @Test
    void pagesOfOneRowAddUpToTheStateWhileOthersWrite() {
        for (int i = 0; i < 20; i++) {
            ann.commit(ann.insert("tasks", "t" + i, null, "title " + i, 0, 1));
        }
        ann.sync();
        bob.pageRowsMax = 1;
        int pages = 0;
        Answer answer = bob.ask();
        while (answer.page().next() != null) {
            assertEquals(1, answer.page().changes().size());
            bob.receive(answer);
            if (pages < 20) {
                ann.commit(ann.update("tasks", "t" + pages, 2, "new " + pages));
                ann.commit(ann.delete("tasks", "t" + (19 - pages)));
                ann.commit(ann.insert("tasks", "u" + pages, null, "late", 0, 1)).sync();
            }
            pages++;
            answer = bob.ask();
        }
        bob.receive(answer);
        assertTrue(pages > 20, pages + " pages");
        assertEquals(ann.show(), bob.show());
        TestClient cid = new TestClient(world, "team", "cid", 3);
        cid.sync();
        assertEquals(ann.show(), cid.show());
    }

    @Test
    void aTokenNamesNoRowThatIsTheServersOwn() {
        for (int i = 0; i < 10; i++) {
            ann.commit(ann.insert("tasks", "t" + i, null, "title " + i, 0, 1)).sync();
        }
        bob.pageRowsMax = 1;
        int tokens = 0;
        for (Answer answer = bob.ask(); answer.page().next() != null; answer = bob.ask()) {
            Position last = answer.page().next().last();
            assertEquals("tasks", last.table(), "others' clients and outcomes are not bob's");
            bob.receive(answer);
            tokens++;
        }
        assertEquals(9, tokens, "a page for each row, and none behind the last");
    }

    @Test
    void thePageSizeHasALimitOfTheServersOwn() {
        for (int i = 0; i < 40; i++) {
            ann.commit(ann.insert("tasks", "t" + i, null, "x".repeat(50_000), 0, 1));
        }
        ann.sync();
        bob.pageBytesMax = Integer.MAX_VALUE;
        assertNotNull(bob.ask().page().next());
        bob.sync();
        assertEquals(ann.show(), bob.show());
    }

    @Test
    void aTokenWithNonsenseHarmsNobody() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        long head = ann.cursor.cursor().version();
        bob.after = token(Long.MAX_VALUE, "nothing", Key.of(1), 0);
        assertNull(bob.ask().page().next());
        bob.after = token(0, "nothing", Key.of(1), Long.MAX_VALUE);
        assertEquals(1, bob.ask().page().changes().size());
        bob.after = token(head, "tasks", new Key(Row.of()), 1);
        assertEquals(1, bob.ask().page().changes().size(), "no key at all is before all others");
        bob.after = token(head, "tasks", new Key(Row.of(Value.of(1), Value.NULL)), -1);
        assertEquals(1, bob.ask().page().changes().size());
    }

    /** T20: a folder is copied back while a client is paging. */
    @Test
    void aTokenOfALostHistoryIsRefused() throws Exception {
        world.close();
        Folders.copy(folder, folder.resolve("backup"));
        world.server = world.reopen();
        ann.sync();
        for (int i = 0; i < 3; i++) {
            ann.commit(ann.insert("tasks", "t" + i, null, "milk", 0, 1));
        }
        ann.sync();
        bob.pageRowsMax = 1;
        bob.receive(bob.ask());
        try (TestServer restored = new TestServer(folder.resolve("backup"))) {
            restored.server.space("team").execute("INSERT INTO projects VALUES ('p1', 'x')");
            TestClient phone = bob.copy(restored);
            phone.cursor = SignedCursor.START;
            phone.after = bob.after;
            assertTrue(phone.rewound().known(), "it saw what is lost");
            phone.after = null;
            phone.sync();
        }
    }

    private static PageToken token(long version, String table, Key key, long firstHead) {
        return new PageToken(
                Cursor.START,
                new Position(version, table, key),
                firstHead,
                Named.NONE,
                PriorityClasses.NONE);
    }

    @Test
    void whatAClientWroteItselfIsNotSentBack() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        Answer answer = ann.sync();
        assertEquals(List.of(), answer.page().changes());
        ann.commit(ann.update("tasks", "t1", 2, "bread"));
        assertEquals(List.of(), ann.sync().page().changes());
        ann.commit(ann.delete("tasks", "t1"));
        assertEquals(List.of(), ann.sync().page().changes());
    }

    @Test
    void whatFollowedFromAClientsDeleteIsSentBack() {
        ann.commit(ann.insert("projects", "p1", "home"), ann.insert("projects", "p2", "work"))
                .sync();
        bob.sync();
        bob.commit(bob.insert("tasks", "t1", "p1", "milk", 0, 1)).sync();
        ann.commit(ann.delete("projects", "p1"));
        Answer answer = ann.sync();
        List<Change> news = answer.page().changes();
        assertEquals(2, news.size(), "the task that ann never saw, and that bob had one there");
        assertEquals(1, news.stream().filter(Change.Delete.class::isInstance).count());
        bob.sync();
        assertEquals(ann.show(), bob.show());
        assertEquals("projects ('p2')#2=('p2', 'work')\n", bob.show());
    }

    @Test
    void theLastPageSaysWhatBecameOfRowsThatOutcomesName() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        ann.commit(ann.update("tasks", "t1", 2, null));
        ann.commit(ann.insert("projects", "p1", "far too long"));
        List<Change> page = ann.sync().page().changes();
        assertEquals(2, page.size(), page::toString);
        assertTrue(page.get(0) instanceof Change.Insert, "the row as it stays");
        assertTrue(page.get(1) instanceof Change.Delete, "the row that never came to be");
        assertEquals("tasks ('t1')#1=('t1', NULL, 'milk', 0, 1)\n", ann.show());
    }

    /** Law 20: no page without what became of the push. */
    @Test
    void everyPageSaysWhatBecameOfEveryTransactionThatIsNotAcknowledged() {
        for (int i = 0; i < 4; i++) {
            bob.commit(bob.insert("projects", "p" + i, "x"));
        }
        bob.sync();
        ann.pageRowsMax = 1;
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        ann.commit(ann.insert("tasks", "t2", null, "bread", 0, 0));
        Answer answer = ann.ask();
        int pages = 1;
        while (answer.page().next() != null) {
            assertEquals(2, answer.lastTx());
            assertEquals(2, answer.outcomes().size());
            assertNotNull(answer.outcomes().get(1).rejection());
            ann.after = answer.page().next();
            answer = ann.ask();
            pages++;
        }
        assertEquals(5, pages, "the rejected row is a page as well");
        assertEquals(2, answer.outcomes().size());
        assertTrue(answer.page().changes().get(0) instanceof Change.Delete);
    }

    /** Law 17: an answer that was lost is given again, with the rows as they are by then. */
    @Test
    void rowsAreNamedUntilTheirOutcomeIsAcknowledged() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        bob.sync();
        world.millis += 10_000;
        bob.commit(bob.update("tasks", "t1", 2, "bread")).sync();
        ann.commitAged(9_000, ann.update("tasks", "t1", 2, "old"));
        Answer wanting = ann.ask();
        assertEquals(List.of(), wanting.outcomes(), "the server asks what was there before");
        ann.receive(wanting);
        ann.pageRowsMax = 1;
        assertEquals(1, ann.ask().outcomes().get(0).differing().size(), "this answer is lost");
        bob.commit(bob.update("tasks", "t1", 3, 1)).sync();
        ann.sync();
        assertEquals("tasks ('t1')#1=('t1', NULL, 'bread', 1, 1)\n", ann.show());
        assertEquals(List.of(), ann.ask().outcomes());
        assertEquals(List.of(), ann.ask().page().changes());
    }

    @Test
    void theSchemaTravelsOnlyToWhomItIsNew() {
        Answer answer = ann.ask();
        assertEquals(2, answer.schema().size());
        assertTrue(answer.schema().get(0).startsWith("CREATE TABLE projects"));
        Store store = new Store(new SchemaDefinition(), TestServer.NOWHERE, StoreOptions.PLAIN);
        var transaction = store.begin();
        answer.schema().forEach(transaction::define);
        ann.schemaHash = transaction.schema().hash();
        assertEquals(List.of(), ann.ask().schema());
    }

    @Test
    void anIdleSyncWritesNothing() {
        ann.sync();
        long version = ann.cursor.cursor().version();
        ann.sync();
        assertEquals(version, ann.cursor.cursor().version());
    }
}
