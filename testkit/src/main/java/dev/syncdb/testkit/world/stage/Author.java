package dev.syncdb.testkit.world.stage;

import java.util.ArrayList;
import java.util.List;

/** Who writes: an app on one phone, or the backend of one space. Lives as long as its world. */
public final class Author {
    private final String name;
    private final int index;
    private final String space;
    private final boolean backend;
    private final List<Word> words = new ArrayList<>();
    private final List<Word> published = new ArrayList<>();

    Author(String name, int index, String space, boolean backend) {
        this.name = name;
        this.index = index;
        this.space = space;
        this.backend = backend;
    }

    public String name() {
        return name;
    }

    /** Its place among all authors. */
    public int index() {
        return index;
    }

    public String space() {
        return space;
    }

    public boolean isBackend() {
        return backend;
    }

    /** Everything that it ever tried to write, in order. */
    public List<Word> words() {
        return words;
    }

    /** Those of its listed words that the server has taken in, in the server's order. */
    public List<Word> published() {
        return published;
    }
}
