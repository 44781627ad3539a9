package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.message.News;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Requests that say only what is new since the last answer; law 32 holds for them, too. */
final class BriefRequestTest extends Team {
    @BeforeEach
    void becomeKnown() {
        for (TestClient each : List.of(ann, bob)) {
            each.schemaHash = hash(each.sync().schema());
            each.sync();
        }
        ann.sync();
    }

    @Test
    void whereNothingIsNewNothingIsSaid() {
        assertEquals(News.NOTHING, briefly(ann));
        assertEquals(News.NOTHING, briefly(ann), "and that can be said again");
        assertEquals(News.NOTHING, ann.send(ann.request()), "a full request hears the same");
    }

    @Test
    void newsComeWithTheAnswerToABriefRequest() {
        bob.commit(bob.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        News news = assertInstanceOf(News.class, briefly(ann));
        assertEquals(1, news.page().changes().size());
        ann.receive(news.to(ann.request()));
        assertEquals(bob.show(), ann.show());
        assertEquals(News.NOTHING, briefly(ann));
    }

    @Test
    void aPushMayBeBriefAndIsJudgedOnce() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        SyncRequest request = ann.request();
        News news = assertInstanceOf(News.class, send(ann, brief(request)));
        ann.receive(news.to(request));
        ann.commit(ann.update("tasks", "t1", 2, "bread"));
        request = ann.request();
        assertInstanceOf(News.class, send(ann, brief(request)), "the answer is lost");
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(send(ann, brief(request))));
        ann.sync();
        assertEquals("('t1', NULL, 'bread', 0, 1)\n", world.show("team", "tasks"));
        assertEquals(2, ann.ackTx);
    }

    @Test
    void allPagesOfAPullMayBeBrief() {
        for (int i = 0; i < 5; i++) {
            bob.commit(bob.insert("tasks", "t" + i, null, "milk", 0, 1));
        }
        bob.sync();
        ann.pageRowsMax = 2;
        ann.sync();
        for (int i = 0; i < 5; i++) {
            bob.commit(bob.update("tasks", "t" + i, 2, "bread"));
        }
        bob.sync();
        PageToken next;
        int pages = 0;
        do {
            SyncRequest request = ann.request();
            News news = assertInstanceOf(News.class, send(ann, brief(request)));
            next = news.page().next();
            ann.receive(news.to(request));
            pages++;
        } while (next != null);
        assertEquals(3, pages);
        assertEquals(bob.show(), ann.show());
    }

    @Test
    void numberSubjectAndSecretMustAllFit() {
        SyncRequest.Brief said = brief(ann.request());
        assertEquals(
                ErrorCode.NOT_REMEMBERED,
                refused(world.server.sync("team", "bob", said).join()),
                "of another user");
        assertEquals(
                ErrorCode.NOT_REMEMBERED,
                refused(world.server.sync("other", "ann", said).join()),
                "in another space");
        SyncRequest.Brief others = new SyncRequest.Brief(bob.number, said.proof(), said.push());
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(send(ann, others)));
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(send(bob, others)));
        TestClient thief = ann.copy();
        thief.secret = bob.secret;
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(briefly(thief)));
        assertEquals(News.NOTHING, send(ann, said));
    }

    @Test
    void whoHearsARequestCanOnlySayItAgain() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        SyncRequest request = ann.request();
        SyncRequest.Brief said = brief(request);
        ann.receive(((News) send(ann, said)).to(request));
        String before = world.show("team", "tasks") + world.show("team", "syncdb_clients");
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(send(ann, said)), "its time is over");
        SyncRequest.Brief idle = brief(ann.request());
        assertEquals(News.NOTHING, send(ann, idle));
        assertEquals(News.NOTHING, send(ann, idle), "nothing new is told to whoever repeats it");
        String after = world.show("team", "tasks") + world.show("team", "syncdb_clients");
        assertEquals(before, after);
    }

    @Test
    void aServerThatWasRestartedAsksForAllOfItOnce() {
        world.restart();
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(briefly(ann)));
        assertEquals(News.NOTHING, ann.send(ann.request()));
        assertEquals(News.NOTHING, briefly(ann));
    }

    @Test
    void whatAFailedWriteWouldHaveEstablishedIsNotExpected() {
        SyncRequest.Brief idle = brief(ann.request());
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        world.refuse("wal");
        CompletableFuture<SyncResponse> failed =
                world.server.sync("team", "ann", brief(ann.request()));
        assertTrue(failed.isCompletedExceptionally());
        assertEquals(News.NOTHING, send(ann, idle), "all is as it was");
    }

    @Test
    void aProofOfSomethingThatIsNoPushIsMalformed() {
        SyncRequest.Brief empty = brief(ann.request());
        assertEquals(0, empty.push().size());
        SyncRequest.Brief forged =
                new SyncRequest.Brief(ann.number, empty.proof(), Bytes.copyOf(new byte[] {7}));
        assertEquals(ErrorCode.NOT_REMEMBERED, refused(send(ann, forged)), "no proof of that");
    }

    @Test
    void noSecondSyncOfAClientBeginsWhileABriefOneIsInProgress() {
        space().write(session -> {
            // The loop is busy with this write, so the sync waits for its turn.
            CompletableFuture<SyncResponse> first =
                    world.server.sync("team", "ann", brief(ann.request()));
            assertEquals(ErrorCode.BUSY, refused(send(ann, brief(ann.request()))));
            assertEquals(ErrorCode.BUSY, refused(ann.send(ann.request())), "in full or not");
            assertTrue(!first.isDone());
            return null;
        });
    }

    private static long hash(List<String> schema) {
        Store store = new Store(new SchemaDefinition(), TestServer.NOWHERE, StoreOptions.PLAIN);
        Transaction transaction = store.begin();
        schema.forEach(transaction::define);
        return transaction.schema().hash();
    }

    private SyncResponse briefly(TestClient client) {
        return send(client, brief(client.request()));
    }

    private SyncResponse send(TestClient client, SyncRequest.Brief brief) {
        try {
            return world.server.sync(client.space, client.subject, brief).join();
        } catch (CompletionException failure) {
            throw (RuntimeException) failure.getCause();
        }
    }

    private static ErrorCode refused(SyncResponse response) {
        return assertInstanceOf(Refusal.class, response).code();
    }

    private static SyncRequest.Brief brief(SyncRequest full) {
        SyncRequest brief = new SyncRequest(
                full.sender(), full.schema(), full.ackTx(), full.push(), full.pull(), null, true);
        return RequestCodec.decodeBrief(RequestCodec.encode(brief));
    }
}
