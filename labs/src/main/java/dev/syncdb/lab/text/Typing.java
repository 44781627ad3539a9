package dev.syncdb.lab.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Edits of one trace being made on phones of one world, by letters, see {@link View}. Knows which
 * phone has seen which edit. Used once; confined to one thread.
 */
final class Typing {
    private static final int NOBODY = -1;
    private static final int NOT_YET = -1;

    private final Trace trace;
    private final Letters letters;
    private final TextWorld world;
    private final List<Typist> typists = new ArrayList<>();

    /** Edits that the server has, in the order of arrival. */
    private final Ints arrived = new Ints();

    /** Of each edit, where it is among those, and who made it. */
    private final int[] arrivals;

    private final int[] authors;

    Typing(Trace trace, Letters letters, TextWorld world) {
        this.trace = trace;
        this.letters = letters;
        this.world = world;
        arrivals = new int[trace.edits().size()];
        Arrays.fill(arrivals, NOT_YET);
        authors = new int[arrivals.length];
        Arrays.fill(authors, NOBODY);
    }

    /** A phone, what it shows, what it made and did not send, and how much of the rest it has. */
    private static final class Typist {
        private final TextPhone phone;
        private final View view;
        private final Ints unsent = new Ints();
        private int seen;

        Typist(TextPhone phone, View view) {
            this.phone = phone;
            this.view = view;
        }
    }

    /** Opens another phone, which sees all that has arrived; returns its number. */
    int open() {
        typists.add(new Typist(world.phone(), new View(letters, trace.start())));
        sync(typists.size() - 1);
        return typists.size() - 1;
    }

    int phones() {
        return typists.size();
    }

    /** How many edits the phone made that the server does not have. */
    int unsent(int phone) {
        return typists.get(phone).unsent.size();
    }

    /** Who made an edit. */
    int author(int edit) {
        return authors[edit];
    }

    /** True if the phone made an edit itself or has it from the server. */
    boolean knows(int phone, int edit) {
        return authors[edit] == phone
                || (arrivals[edit] != NOT_YET && arrivals[edit] < typists.get(phone).seen);
    }

    /** True if the server has an edit. */
    boolean hasArrived(int edit) {
        return arrivals[edit] != NOT_YET;
    }

    /** Has the phone make an edit, all parents of which it knows. */
    void make(int phone, int edit) {
        Typist typist = typists.get(phone);
        typist.view.apply(edit);
        typist.phone.write(typist.view.text());
        typist.unsent.add(edit);
        authors[edit] = phone;
    }

    /** Has the phone exchange everything. */
    void sync(int phone) {
        Typist typist = typists.get(phone);
        for (int edit : typist.unsent.toArray()) {
            arrivals[edit] = arrived.size();
            arrived.add(edit);
        }
        typist.unsent.clear();
        typist.phone.sync();
        for (; typist.seen < arrived.size(); typist.seen++) {
            int edit = arrived.get(typist.seen);
            if (authors[edit] != phone) {
                typist.view.apply(edit);
            }
        }
        typist.view.adopt(typist.phone.text());
    }

    /** Has each phone exchange everything; after the last one the server has every edit. */
    void syncAll() {
        for (int phone = 0; phone < typists.size(); phone++) {
            sync(phone);
        }
    }
}
