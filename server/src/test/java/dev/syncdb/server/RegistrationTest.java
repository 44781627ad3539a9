package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.SignedCursor;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class RegistrationTest {
    @TempDir
    Path folder;

    private TestServer world;
    private TestClient ann;
    private TestClient bob;

    @BeforeEach
    void open() {
        world = new TestServer(folder);
        ann = new TestClient(world, "team", "ann", 1);
        bob = new TestClient(world, "team", "bob", 2);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void clientsAreNumberedInTheOrderTheyCome() {
        assertEquals(1, ann.sync().client());
        assertEquals(2, bob.sync().client());
        world.restart();
        assertEquals(3, new TestClient(world, "team", "cid", 3).sync().client());
    }

    @Test
    void aLostAnswerRegistersOnce() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1));
        assertEquals(1, ann.ask().client());
        assertEquals(1, ann.ask().client(), "the same secret and subject are the same client");
        assertEquals(1, ann.sync().lastTx(), "and its transaction is judged once");
        assertEquals(1, ann.rows.size());
    }

    @Test
    void theSameSecretOfAnotherSubjectIsAnotherClient() {
        ann.sync();
        bob.secret = ann.secret;
        assertEquals(2, bob.sync().client());
    }

    @Test
    void aClientMustShowItsSecretAndSubject() {
        ann.sync();
        bob.sync();
        Bytes secret = ann.secret;
        ann.secret = bob.secret;
        assertEquals(
                ErrorCode.REWOUND,
                ann.refused().code(),
                "a restored server gives numbers out again: the older holder begins anew");
        ann.secret = secret;
        ann.subject = "bob";
        assertEquals(ErrorCode.FORBIDDEN, ann.refused().code());
        ann.subject = "ann";
        ann.sync();
    }

    @Test
    void aClientThatTheServerLostBeginsAnew() {
        ann.number = 9;
        Refusal refusal = ann.refused();
        assertEquals(ErrorCode.REWOUND, refusal.code());
        assertEquals(0, refusal.lastTx());
    }

    @Test
    void aCursorIsGoodForOneClientOfOneSpaceOnly() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        bob.sync();
        SignedCursor own = ann.cursor;
        ann.cursor = bob.cursor;
        assertEquals(ErrorCode.REWOUND, ann.refused().code());
        assertEquals(1, ann.refused().lastTx(), "what is done stays done");

        ann.cursor = new SignedCursor(own.cursor(), own.commitMillis() + 1, own.signature());
        assertEquals(ErrorCode.REWOUND, ann.refused().code());
        Cursor later = new Cursor(own.cursor().line(), own.cursor().version() + 1);
        ann.cursor = new SignedCursor(later, own.commitMillis(), own.signature());
        assertEquals(ErrorCode.REWOUND, ann.refused().code());

        TestClient elsewhere = new TestClient(world, "other", "ann", 1);
        elsewhere.sync();
        elsewhere.cursor = own;
        assertEquals(ErrorCode.REWOUND, elsewhere.refused().code());
        ann.cursor = own;
        ann.sync();
    }

    @Test
    void aCursorOfAnEarlierOpeningStaysGood() {
        ann.sync();
        Cursor before = ann.cursor.cursor();
        world.restart();
        ann.sync();
        assertEquals(before, ann.cursor.cursor(), "nothing was written, so nothing is new");
        bob.sync();
        ann.sync();
        assertNotEquals(before.line(), ann.cursor.cursor().line());
    }

    @Test
    void aCursorBeyondTheEndOfItsLineIsRefused() throws Exception {
        ann.sync();
        world.close();
        Folders.copy(folder, folder.resolve("backup"));
        world.server = world.reopen();
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        world.close();
        try (TestServer restored = new TestServer(folder.resolve("backup"))) {
            restored.server.space("team").write(session -> {
                session.execute("INSERT INTO projects VALUES ('p1', 'home')");
                return session.execute("INSERT INTO projects VALUES ('p2', 'away')");
            });
            TestClient phone = ann.copy(restored);
            Refusal refusal = phone.refused();
            assertEquals(ErrorCode.REWOUND, refusal.code(), "that version is of the lost history");
            assertEquals(0, refusal.lastTx(), "the server does not know the transaction any more");
        }
        world.server = world.reopen();
    }
}
