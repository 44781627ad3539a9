package dev.syncdb.lab.text;

import dev.syncdb.testkit.clock.SeededRandom;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Plays one short history again and again, each linear run of it on a phone of its own, with the
 * pushes in random orders in which none comes before those that it knew of. Every letter is another
 * one than all others, so that one sees what became of it. A phone opens and makes its run as soon
 * as it can, and pushes when its turn comes; what came in between it did not know.
 */
final class PushOrders {
    /** From here on there are more letters without a gap than a history has. */
    private static final int FIRST_LETTER = 0x4E00;

    private static final int LETTERS_MAX = 20_000;

    private final Trace history;
    private final Letters letters;

    /** Of each edit, the first one of its run. */
    private final int[] runs;

    private PushOrders(Trace history) {
        this.history = history;
        letters = LetterOrder.of(history);
        runs = new Ancestry(history.edits()).runs();
    }

    /**
     * Plays a history.
     *
     * @param orders how often
     * @param seed of the first order; each next one has the next seed
     */
    static Verdict play(Trace history, int orders, long seed) {
        PushOrders plays = new PushOrders(distinct(history));
        Verdict verdict = Verdict.NONE;
        for (int i = 0; i < orders; i++) {
            verdict = verdict.and(plays.play(new SeededRandom(seed + i)));
        }
        return verdict;
    }

    private Verdict play(SeededRandom random) {
        try (TextWorld world = TextWorld.small(history.start())) {
            Typing typing = new Typing(history, letters, world);
            Ints waiting = new Ints();
            BitSet begun = new BitSet();
            begin(typing, waiting, begun);
            while (waiting.size() > 0) {
                int chosen = (int) random.below(waiting.size());
                typing.sync(waiting.get(chosen));
                waiting.remove(chosen);
                begin(typing, waiting, begun);
            }
            typing.syncAll();
            return Verdict.of(letters, world);
        }
    }

    /** Makes each run of which all that it knew of has arrived. */
    private void begin(Typing typing, Ints waiting, BitSet begun) {
        for (int run = 0; run < runs.length; run++) {
            boolean ready = runs[run] == run
                    && !begun.get(run)
                    && history.edits().get(run).parents().stream().allMatch(typing::hasArrived);
            if (ready) {
                begun.set(run);
                int phone = typing.open();
                for (int edit = run; edit < runs.length; edit++) {
                    if (runs[edit] == run) {
                        typing.make(phone, edit);
                    }
                }
                waiting.add(phone);
            }
        }
    }

    /** The history with a letter of its own in each place. */
    private static Trace distinct(Trace history) {
        int[] next = {FIRST_LETTER};
        List<Edit> edits = new ArrayList<>();
        for (Edit edit : history.edits()) {
            List<Patch> patches = new ArrayList<>();
            for (Patch patch : edit.patches()) {
                String inserted = patch.inserted();
                StringBuilder other = new StringBuilder();
                for (int i = inserted.codePointCount(0, inserted.length()); i > 0; i--) {
                    other.appendCodePoint(next[0]++);
                }
                patches.add(new Patch(patch.position(), patch.deleted(), other.toString()));
            }
            edits.add(new Edit(edit.agent(), edit.parents(), patches));
        }
        if (next[0] > FIRST_LETTER + LETTERS_MAX) {
            throw new IllegalArgumentException("a history of more than " + LETTERS_MAX
                    + " letters; they cannot all be different");
        }
        return new Trace(history.start(), history.end(), history.concurrent(), edits);
    }
}
