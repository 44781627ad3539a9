package dev.syncdb.lab.text;

import java.util.function.IntConsumer;

/**
 * What edits do, letter by letter: a letter that comes is its number, one that goes is {@code ~} of
 * it. Confined to one thread.
 */
final class Strokes {
    private final Ints all = new Ints();

    /** Of each edit, where its strokes begin. */
    private final Ints begins = new Ints();

    /** Which letter comes or goes. */
    static int letter(int stroke) {
        return stroke < 0 ? ~stroke : stroke;
    }

    /** The strokes that follow are of another edit. */
    void begin() {
        begins.add(all.size());
    }

    void insert(int letter) {
        all.add(letter);
    }

    void delete(int letter) {
        all.add(~letter);
    }

    /** Hands out the strokes of an edit in their order. */
    void of(int edit, IntConsumer stroke) {
        int end = edit + 1 < begins.size() ? begins.get(edit + 1) : all.size();
        for (int i = begins.get(edit); i < end; i++) {
            stroke.accept(all.get(i));
        }
    }
}
