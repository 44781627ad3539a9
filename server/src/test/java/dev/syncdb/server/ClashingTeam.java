package dev.syncdb.server;

import dev.syncdb.server.space.Limits;

import org.junit.jupiter.api.BeforeEach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A test of what is kept of the edits by which two phones that share a task undo each other's. */
abstract class ClashingTeam extends Team {
    static final int TITLE = 2;
    static final long DAY_MILLIS = 24L * 60 * 60 * 1_000;

    /** Every few commits make a snapshot due. */
    static final Limits SMALL = new Limits(1 << 20, 1 << 20, 1_500);

    /** The task that both edit. */
    String task = "t1";

    ClashingTeam(String name, Limits limits) {
        super(name, limits);
    }

    @BeforeEach
    final void share() {
        shareTask();
    }

    /** Ann's edit is there when Bob's, which had not seen it, arrives. */
    final void clash(String first, String second) {
        ann.sync();
        bob.sync();
        ann.commit(ann.update("tasks", task, TITLE, first)).sync();
        bob.commit(bob.update("tasks", task, TITLE, second)).sync();
    }

    /** A commit of the server's own code, as any. */
    final void touch() {
        space().execute("UPDATE tasks SET rank = rank + 1");
    }

    final String read(String query) {
        return TestServer.lines(space().query(query)).trim();
    }

    /** True if any file of the server has the text. */
    final boolean isOnDisk(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
