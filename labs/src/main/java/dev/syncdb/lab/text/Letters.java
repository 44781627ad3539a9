package dev.syncdb.lab.text;

import java.util.BitSet;

/**
 * Every letter that a trace ever inserts, each with a number: those of the first text come first.
 * Says in which order they stand, those that are gone too, and which of them each edit inserts and
 * deletes. Not changed any more once it is made.
 */
final class Letters {
    private final int[] order;
    private final int[] ranks;
    private final int[] codePoints;
    private final int[] lefts;
    private final BitSet gone;
    private final Strokes strokes;

    Letters(Ints order, Ints codePoints, Ints lefts, BitSet gone, Strokes strokes) {
        this.order = order.toArray();
        this.codePoints = codePoints.toArray();
        this.lefts = lefts.toArray();
        this.gone = gone;
        this.strokes = strokes;
        ranks = new int[this.order.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[this.order[i]] = i;
        }
    }

    /** How many there are. */
    int count() {
        return order.length;
    }

    int codePoint(int letter) {
        return codePoints[letter];
    }

    /** The place of a letter among all of them. */
    int rank(int letter) {
        return ranks[letter];
    }

    /** The letter at a place. */
    int at(int rank) {
        return order[rank];
    }

    /** The letter behind which its author inserted this one, or -1 at the start of the text. */
    int left(int letter) {
        return lefts[letter];
    }

    /** True if some edit deletes it. */
    boolean isGone(int letter) {
        return gone.get(letter);
    }

    /** What each edit does. */
    Strokes strokes() {
        return strokes;
    }

    /** The text in which all edits are made. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int letter : order) {
            if (!isGone(letter)) {
                text.appendCodePoint(codePoints[letter]);
            }
        }
        return text.toString();
    }
}
