package dev.syncdb.lab.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small trace that a test writes down edit by edit. */
final class Traces {
    private static final Path CORPORA =
            Path.of(System.getProperty("syncdb.corpora", "../../shared/corpora"));

    private final List<Edit> edits = new ArrayList<>();

    /** Adds an edit of one patch. */
    Traces edit(int agent, List<Integer> parents, int position, int deleted, String inserted) {
        edits.add(new Edit(agent, parents, List.of(new Patch(position, deleted, inserted))));
        return this;
    }

    Trace trace(String start, @Nullable String end) {
        return new Trace(start, end, true, edits);
    }

    /** Two who replace and move about in one greeting at the same time, with a few emoji. */
    static Trace greeting() {
        return new Traces()
                .edit(0, List.of(), 0, 0, "Hi 👋 all")
                .edit(1, List.of(0), 3, 1, "🎉🎉")
                .edit(0, List.of(0), 5, 3, "you")
                .edit(0, List.of(2), 8, 0, "!")
                .edit(1, List.of(1, 2), 4, 1, "🙂")
                .edit(0, List.of(3, 4), 0, 2, "Hello")
                .trace("", "Hello 🎉🙂 you!");
    }

    /** A file of the corpora; skips the test if it is not there. */
    static String corpus(String name) {
        Path file = CORPORA.resolve(name);
        assumeTrue(
                Files.exists(file),
                "no corpus " + name + "; say where they are with -Dsyncdb.corpora");
        return file.toString();
    }
}
