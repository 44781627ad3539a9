package dev.syncdb.lab.text;

import dev.syncdb.lab.text.Ancestry.Difference;

import java.util.BitSet;
import java.util.List;

/*
 * Traces were recorded with one certain merge (FugueMax, as in Eg-walker; Gentle and Kleppmann
 * 2024), and the positions behind a merge make sense in its text alone. So the trace is replayed
 * here once with that merge, without SyncDB: the list below has every letter that is known so far,
 * in the order of that merge, also those that are gone.
 *
 * An edit is made in the version of its parents. So the list goes there first: edits that the
 * version does not have are taken back, newest first, edits that it has are made again. Of each
 * letter this changes one number: -1, not yet inserted; 0, there; n, deleted by n edits. Positions
 * count the letters whose number is 0.
 *
 * A new letter goes behind the one to its left. If letters follow there that are not yet inserted
 * in this version, somebody inserted them at the same place without knowing; integrate() says
 * which come first. It compares where each one's left neighbour was, then its right one if both
 * hung on the same left one, then the agents.
 */
/** Every letter of a trace, brought into one order. Used once; confined to one thread. */
final class LetterOrder {
    private static final int NOT_YET = -1;
    private static final int THERE = 0;
    private static final int NONE = -1;

    private final Ancestry ancestry;

    /** Letters in their order. */
    private final Ints order = new Ints();

    /** Of each letter, its number in the version at hand. */
    private final Ints state = new Ints();

    private final Ints codePoints = new Ints();
    private final Ints lefts = new Ints();
    private final Ints rights = new Ints();
    private final Ints agents = new Ints();

    /** Letters that some edit deleted. */
    private final BitSet gone = new BitSet();

    private final Strokes strokes = new Strokes();
    private List<Integer> version = List.of();

    private LetterOrder(List<Edit> edits) {
        ancestry = new Ancestry(edits);
    }

    /**
     * Replays a trace that begins with an empty text or with a given one.
     *
     * @throws IllegalArgumentException if an edit is not inside its text
     */
    static Letters of(Trace trace) {
        LetterOrder all = new LetterOrder(trace.edits());
        all.begin(trace.start());
        for (int i = 0; i < trace.edits().size(); i++) {
            try {
                all.make(trace.edits().get(i));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("edit " + i + ": " + wrong.getMessage(), wrong);
            }
            all.version = List.of(i);
        }
        return new Letters(all.order, all.codePoints, all.lefts, all.gone, all.strokes);
    }

    private void begin(String start) {
        int[] letters = start.codePoints().toArray();
        for (int i = 0; i < letters.length; i++) {
            insert(i, letters[i], NONE);
        }
    }

    private void make(Edit edit) {
        Difference way = ancestry.between(version, edit.parents());
        way.onlyLeft().forEach(other -> move(other, -1));
        way.onlyRight().forEach(other -> move(other, 1));
        strokes.begin();
        for (Patch patch : edit.patches()) {
            int index = indexBehind(patch.position());
            for (int i = 0; i < patch.deleted(); i++) {
                delete(index);
            }
            int[] letters = patch.inserted().codePoints().toArray();
            for (int letter : letters) {
                index = insert(index, letter, edit.agent()) + 1;
            }
        }
    }

    /** Makes an edit again, or takes it back. */
    private void move(int edit, int step) {
        strokes.of(edit, stroke -> {
            int letter = Strokes.letter(stroke);
            state.set(letter, state.get(letter) + step);
        });
    }

    private int indexBehind(int position) {
        int index = 0;
        for (int seen = 0; seen < position; index++) {
            if (index == order.size()) {
                throw new IllegalArgumentException(
                        "position " + position + " is not in a text of " + seen);
            }
            seen += state.get(order.get(index)) == THERE ? 1 : 0;
        }
        return index;
    }

    private void delete(int from) {
        int index = from;
        while (index < order.size() && state.get(order.get(index)) != THERE) {
            index++;
        }
        if (index == order.size()) {
            throw new IllegalArgumentException("it deletes behind the end of the text");
        }
        int letter = order.get(index);
        state.set(letter, THERE + 1);
        gone.set(letter);
        strokes.delete(letter);
    }

    /** Returns at which place of the order the letter is. */
    private int insert(int index, int codePoint, int agent) {
        int letter = codePoints.size();
        int left = index == 0 ? NONE : order.get(index - 1);
        codePoints.add(codePoint);
        agents.add(agent);
        lefts.add(left);
        rights.add(rightOf(index, left));
        state.add(THERE);
        int place = integrate(index, letter);
        order.insert(place, letter);
        strokes.insert(letter);
        return place;
    }

    /** The next letter that this version knows, if it hangs on the same one, or -1. */
    private int rightOf(int index, int left) {
        for (int i = index; i < order.size(); i++) {
            int letter = order.get(i);
            if (state.get(letter) != NOT_YET) {
                return lefts.get(letter) == left ? letter : NONE;
            }
        }
        return NONE;
    }

    /** Where a letter goes among those that others inserted at the same place. */
    private int integrate(int index, int letter) {
        int right = placeOfRight(letter);
        int place = index;
        boolean scanning = false;
        for (int i = index; i < order.size() && state.get(order.get(i)) == NOT_YET; i++) {
            int other = order.get(i);
            int left = lefts.get(other) == NONE ? NONE : order.indexOf(lefts.get(other));
            if (left < index - 1) {
                return place;
            }
            if (left == index - 1) {
                int otherRight = placeOfRight(other);
                if (otherRight == right && agents.get(letter) < agents.get(other)) {
                    return place;
                }
                scanning = otherRight < right;
            }
            if (!scanning) {
                place = i + 1;
            }
        }
        return place;
    }

    private int placeOfRight(int letter) {
        int right = rights.get(letter);
        return right == NONE ? order.size() : order.indexOf(right);
    }
}
