package dev.syncdb.testkit.world.oracle;

import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.oracle.ReplicaView.Standing;
import dev.syncdb.testkit.world.stage.Author;
import dev.syncdb.testkit.world.stage.Stage;
import dev.syncdb.testkit.world.stage.Word;
import dev.syncdb.value.Key;

import java.util.Arrays;
import java.util.List;

/*
 * The words of each author form a sequence, in the order in which the server took them in. What a
 * phone sees of it must be a prefix, which never becomes shorter, and the lengths of all prefixes
 * are its vector. A word bears the vector that its author had when it was written. So:
 *
 *   monotonic reads       no published word that was seen goes away
 *   read your writes      each word that was promised here is seen, unless it was refused or is
 *                         held
 *   monotonic writes      what is seen of an author is a prefix
 *   writes follow reads   who sees a word sees all that its author had seen
 *
 * And as pulls go along one order, a phone sees every word up to the version that it holds.
 *
 * The idea is that of the causal checker in jepsen-powersync, which uses registers in which the
 * largest value wins.
 */
/** Watches the session guarantees of one phone. */
final class Causality {
    private final Stage stage;
    private final String name;
    private final Author author;

    /** For each author, how many of its published words are seen. */
    private int[] seen = {};

    /** The phone went back in time once, and has to be told of some of its own words. */
    private boolean wentBack;

    Causality(Stage stage, String name, Author author) {
        this.stage = stage;
        this.name = name;
        this.author = author;
    }

    int[] basis() {
        return seen;
    }

    /** Starts again: what was seen before counts no more. */
    void restart() {
        seen = new int[0];
    }

    /** The phone went back in time, and so may what it shows, once. */
    void forget() {
        restart();
        wentBack = true;
    }

    /**
     * Compares what is seen now with what was.
     *
     * @param came words that came into sight since the last check
     * @param went words that went out of it
     */
    void check(Mirror mirror, List<Word> came, List<Word> went, Standing standing) {
        stage.checked(Promise.CAUSAL);
        for (Word word : went) {
            if (isKnown(word, standing) && !isSeen(mirror, word)) {
                broke("does not see " + word + " any more");
            }
        }
        advance(mirror, standing);
        for (Word word : came) {
            if (word.told() == Word.Told.UNDONE) {
                broke("sees " + word + ", which was rolled back");
            } else if (!word.author().space().equals(author.space())) {
                broke("sees " + word + " of another space");
            } else if (isKnown(word, standing)) {
                checkBasis(word);
            }
        }
        checkOwn(mirror, standing);
    }

    private static boolean isKnown(Word word, Standing standing) {
        return word.version() > 0 && word.version() <= standing.version();
    }

    private void advance(Mirror mirror, Standing standing) {
        List<Author> authors = stage.ledger().authors();
        int[] lengths = Arrays.copyOf(seen, authors.size());
        for (Author each : authors) {
            if (!each.space().equals(author.space())) {
                continue;
            }
            List<Word> published = each.published();
            int length = lengths[each.index()];
            while (length < published.size() && isSeen(mirror, published.get(length))) {
                length++;
            }
            lengths[each.index()] = length;
            if (length < published.size() && isKnown(published.get(length), standing)) {
                broke("holds version " + standing.version() + " and does not see "
                        + published.get(length) + " of version "
                        + published.get(length).version());
            }
        }
        seen = lengths;
    }

    private void checkBasis(Word word) {
        Author by = word.author();
        if (word.place() >= seen[by.index()]) {
            broke("sees " + word + ", but not " + missing(by) + ", which came before it");
        }
        int[] basis = word.basis();
        for (int i = 0; i < basis.length; i++) {
            if (seen[i] < basis[i]) {
                Author other = stage.ledger().authors().get(i);
                broke("sees " + word + ", but not " + missing(other)
                        + ", which its author had seen");
            }
        }
    }

    /** The first word of an author that is not seen. */
    private String missing(Author by) {
        int place = seen[by.index()];
        return place < by.published().size()
                ? by.published().get(place).text()
                : "word " + place + " of " + by.name();
    }

    private void checkOwn(Mirror mirror, Standing standing) {
        int hidden = 0;
        Word last = null;
        for (Word word : author.words()) {
            boolean promised = word.isSafe() && word.isListed() && word.waived() == null;
            boolean due = !wentBack || word.version() == 0 || isKnown(word, standing);
            if (promised && due && !word.isRefused() && !isSeen(mirror, word)) {
                hidden++;
                last = word;
            }
        }
        if (hidden > standing.held()) {
            broke("does not see " + last + ", which was written there; " + hidden
                    + " are hidden and " + standing.held() + " held");
        }
    }

    private static boolean isSeen(Mirror mirror, Word word) {
        return mirror.get(ProbeTables.WORDS, Key.of(word.text())) != null;
    }

    private void broke(String what) {
        stage.broke(Promise.CAUSAL, name + " " + what);
    }
}
