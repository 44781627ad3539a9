package dev.syncdb.lab.text;

import java.util.BitSet;

/**
 * The text that one phone shows, and which letter of the trace each of its characters is. An edit
 * is made by letters and not by positions: the phone deletes those that the author deleted, as far
 * as they are there, and inserts what the author inserted behind the same letter. So it may be made
 * in a text that has more in it than its author saw. Confined to one thread.
 */
final class View {
    private final Letters letters;
    private final Ints shown = new Ints();
    private final BitSet present = new BitSet();
    private final TypedText text;

    /** A view of the first text of a trace. */
    View(Letters letters, String start) {
        this.letters = letters;
        text = new TypedText(start);
        for (int i = 0; i < text.codePoints(); i++) {
            shown.add(i);
            present.set(i);
        }
    }

    /** What it shows. */
    String text() {
        return text.toString();
    }

    /** Makes an edit of the trace. */
    void apply(int edit) {
        letters.strokes().of(edit, stroke -> {
            if (stroke < 0) {
                delete(~stroke);
            } else {
                insert(stroke);
            }
        });
    }

    /**
     * Takes over what the phone shows in truth. As long as the server merges as the trace's own
     * merge did, this is what the view shows already. Otherwise the letters are found again as well
     * as they can be, see {@link Alignment}.
     */
    void adopt(String real) {
        if (real.equals(text())) {
            return;
        }
        int[] found = Alignment.of(shown.toArray(), letters, real);
        present.clear();
        shown.clear();
        for (int letter : found) {
            shown.add(letter);
            if (letter != Alignment.STRANGER) {
                present.set(letter);
            }
        }
        text.become(real);
    }

    private void delete(int letter) {
        if (present.get(letter)) {
            int place = shown.indexOf(letter);
            shown.remove(place);
            present.clear(letter);
            text.apply(new Patch(place, 1, ""));
        }
    }

    private void insert(int letter) {
        if (present.get(letter)) {
            throw new IllegalStateException("letter " + letter + " is typed a second time");
        }
        int place = placeOf(letter);
        shown.insert(place, letter);
        present.set(letter);
        text.apply(new Patch(place, 0, Character.toString(letters.codePoint(letter))));
    }

    /**
     * Behind its left neighbour, or the nearest one to the left that is still there, and behind
     * what others inserted in between if it stands before it in the trace's order.
     */
    private int placeOf(int letter) {
        int rank = letters.rank(letter);
        int left = letters.left(letter);
        int leftRank = left < 0 ? -1 : letters.rank(left);
        while (leftRank >= 0 && !present.get(letters.at(leftRank))) {
            leftRank--;
        }
        int place = leftRank < 0 ? 0 : shown.indexOf(letters.at(leftRank)) + 1;
        while (place < shown.size() && isBetween(leftRank, shown.get(place), rank)) {
            place++;
        }
        return place;
    }

    private boolean isBetween(int low, int letter, int high) {
        if (letter == Alignment.STRANGER) {
            return false;
        }
        int rank = letters.rank(letter);
        return low < rank && rank < high;
    }
}
