package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.change.Cursor;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;

final class RegistrationTest extends Team {
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
        assertFalse(
                ann.rewound().known(),
                "a restored server gives numbers out again: the older holder begins anew");
        assertEquals(0, ann.rewound().lastTx(), "and hears nothing of the younger one");
        ann.secret = secret;
        ann.subject = "bob";
        assertEquals(ErrorCode.FORBIDDEN, ann.refused().code());
        ann.subject = "ann";
        ann.sync();
    }

    @Test
    void aCursorIsGoodForOneClientOfOneSpaceOnly() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        bob.sync();
        SignedCursor own = ann.cursor;
        ann.cursor = bob.cursor;
        assertTrue(ann.rewound().known());
        assertEquals(1, ann.rewound().lastTx(), "what is done stays done");

        ann.cursor = new SignedCursor(own.cursor(), own.commitMillis() + 1, own.signature());
        assertTrue(ann.rewound().known());
        Cursor later = new Cursor(own.cursor().line(), own.cursor().version() + 1);
        ann.cursor = new SignedCursor(later, own.commitMillis(), own.signature());
        assertTrue(ann.rewound().known());

        TestClient elsewhere = new TestClient(world, "other", "ann", 1);
        elsewhere.sync();
        elsewhere.cursor = own;
        assertTrue(elsewhere.rewound().known());
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
}
