package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SyncTest extends Team {
    @Test
    void whatOnePhoneWritesTheOtherOneSees() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        bob.sync();

        assertEquals("tasks ('t1')#1=('t1', NULL, 'milk', 0, 1)\n", ann.show());
        assertEquals(ann.show(), bob.show());

        bob.commit(bob.update("tasks", "t1", 3, 1)).sync();
        ann.sync();
        assertEquals("tasks ('t1')#1=('t1', NULL, 'milk', 1, 1)\n", ann.show());
        assertEquals(ann.show(), bob.show());
    }

    @Test
    void aRestartKeepsEverything() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        world.restart();
        bob.commit(bob.insert("tasks", "t2", null, "eggs", 0, 1)).sync();
        ann.sync();
        assertEquals(ann.show(), bob.show());
        assertEquals(2, ann.rows.size());
    }
}
