package dev.syncdb.server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A test in which two phones, which have not synced yet, share a space of one server. */
abstract class Team {
    @TempDir
    Path folder;

    TestServer world;
    TestClient ann;
    TestClient bob;

    @BeforeEach
    final void open() {
        world = new TestServer(folder);
        ann = new TestClient(world, "team", "ann", 1);
        bob = new TestClient(world, "team", "bob", 2);
    }

    @AfterEach
    final void close() {
        world.close();
    }

    /** Ann's task t1, which both phones then have. */
    final void shareTask() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        bob.sync();
    }
}
