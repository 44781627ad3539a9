package dev.syncdb.server;

import dev.syncdb.journal.FileDisk;
import dev.syncdb.server.space.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A test in which two phones, which have not synced yet, share a space of one server. */
abstract class Team {
    private final String name;
    private final Limits limits;

    @TempDir
    Path folder;

    TestServer world;
    TestClient ann;
    TestClient bob;

    Team() {
        this("team", Limits.DEFAULT);
    }

    /** @param name of the space */
    Team(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    @BeforeEach
    final void open() {
        world = new TestServer(new FileDisk(folder), limits);
        ann = new TestClient(world, name, "ann", 1);
        bob = new TestClient(world, name, "bob", 2);
    }

    @AfterEach
    final void close() {
        world.close();
    }

    final Space space() {
        return world.server.space(name);
    }

    /** Ann's task t1, which both phones then have. */
    final void shareTask() {
        ann.commit(ann.insert("tasks", "t1", null, "milk", 0, 1)).sync();
        bob.sync();
    }
}
