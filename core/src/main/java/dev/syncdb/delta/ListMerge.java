package dev.syncdb.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two edits of one list, put together: {@code theirs}, which is committed, and {@code mine}, which
 * arrives.
 *
 * <ul>
 *   <li>What either removed is gone, also where the other moved it; but not where the other changed
 *       it.
 *   <li>What either added is there. It stays behind its left neighbour, or the next one to the left
 *       that is still there, and what was added together stays together. Of two additions in one
 *       place theirs comes first.
 *   <li>What both moved to different places, or changed differently, is where, or as, the later
 *       edit has it. That, and a change of what the other removed, is an overlap.
 * </ul>
 *
 * <p>Lives for one merge.
 */
public final class ListMerge {
    private static final int HEAD = 0;
    private static final int NONE = -1;

    private final List<String> base;
    private final List<ListEdit.Step> theirs;
    private final List<ListEdit.Step> mine;
    private final boolean mineIsLater;
    private final Side their;
    private final Side my;

    /** A list of elements, each pointing to the next; the first one stands for the beginning. */
    private final int[] next;

    private final String[] texts;
    private final boolean[] theirNew;
    private boolean overlap;

    /**
     * What came of it.
     *
     * @param overlap true if both touched one element, so that not all of both edits is in here
     */
    public record Merged(List<String> elements, boolean overlap) {
        public Merged {
            elements = List.copyOf(elements);
        }
    }

    /** What an edit did of each element of the base: its place after it, and if it was moved. */
    private static final class Side {
        final int[] places;
        final boolean[] moved;

        Side(List<ListEdit.Step> steps, int baseSize) {
            places = new int[baseSize];
            moved = new boolean[baseSize];
            Arrays.fill(places, NONE);
            int[] sequence = new int[steps.size()];
            int count = 0;
            for (int i = 0; i < steps.size(); i++) {
                int from = steps.get(i).from();
                if (from != ListEdit.Step.NEW) {
                    places[from] = i;
                    moved[from] = true;
                    sequence[count++] = from;
                }
            }
            for (int from : LongestRise.of(Arrays.copyOf(sequence, count))) {
                moved[from] = false;
            }
        }

        boolean has(int from) {
            return places[from] != NONE;
        }
    }

    private ListMerge(List<String> base, ListEdit theirs, ListEdit mine, boolean mineIsLater) {
        this.base = base;
        this.theirs = theirs.each();
        this.mine = mine.each();
        this.mineIsLater = mineIsLater;
        this.their = new Side(this.theirs, base.size());
        this.my = new Side(this.mine, base.size());
        this.next = new int[1 + this.theirs.size() + this.mine.size()];
        this.texts = new String[next.length];
        this.theirNew = new boolean[next.length];
    }

    /**
     * Puts two edits together.
     *
     * @param base the list that both are of
     * @param mineIsLater which of the two stays where there is no room for both
     */
    public static Merged of(
            List<String> base, ListEdit theirs, ListEdit mine, boolean mineIsLater) {
        ListMerge merge = new ListMerge(base, theirs, mine, mineIsLater);
        merge.layTheirs();
        merge.layMine();
        return new Merged(merge.elements(), merge.overlap);
    }

    /** Theirs without what I removed or moved. */
    private void layTheirs() {
        int last = HEAD;
        for (int i = 0; i < theirs.size(); i++) {
            ListEdit.Step step = theirs.get(i);
            boolean stays = step.isNew();
            if (!stays && !my.has(step.from())) {
                stays = step.text() != null;
                overlap |= stays;
            } else if (!stays) {
                stays = !movedByMe(step.from());
            }
            if (stays) {
                last = insertAfter(last, 1 + i, contentOf(step));
                theirNew[last] = step.isNew();
            }
        }
    }

    /** What I added, moved or changed, each behind its left neighbour. */
    private void layMine() {
        int anchor = HEAD;
        for (int i = 0; i < mine.size(); i++) {
            ListEdit.Step step = mine.get(i);
            int own = 1 + theirs.size() + i;
            if (step.isNew()) {
                anchor = insertAfter(behindTheirs(anchor), own, contentOf(step));
            } else if (!their.has(step.from())) {
                if (step.text() != null) {
                    overlap = true;
                    anchor = insertAfter(behindTheirs(anchor), own, contentOf(step));
                }
            } else if (movedByMe(step.from())) {
                anchor = insertAfter(behindTheirs(anchor), own, contentOf(step));
            } else {
                anchor = 1 + their.places[step.from()];
            }
        }
    }

    /** True if an element that both have goes where I moved it. */
    private boolean movedByMe(int from) {
        if (!my.moved[from]) {
            return false;
        }
        if (!their.moved[from]) {
            return true;
        }
        if (leftOf(theirs, their.places[from]) == leftOf(mine, my.places[from])) {
            return false;
        }
        overlap = true;
        return mineIsLater;
    }

    /** The element of the base that is the next to the left, or none. */
    private static int leftOf(List<ListEdit.Step> steps, int place) {
        int left = place - 1;
        while (left >= 0 && steps.get(left).isNew()) {
            left--;
        }
        return left < 0 ? NONE : steps.get(left).from();
    }

    /** What is committed stays to the left of what arrives, if it was added in the same place. */
    private int behindTheirs(int anchor) {
        int last = anchor;
        boolean mineAlready = anchor > theirs.size();
        while (!mineAlready && theirNew[next[last]]) {
            last = next[last];
        }
        return last;
    }

    private int insertAfter(int left, int node, String text) {
        texts[node] = text;
        next[node] = next[left];
        next[left] = node;
        return node;
    }

    private String contentOf(ListEdit.Step step) {
        int from = step.from();
        if (step.isNew() || !their.has(from) || !my.has(from)) {
            return step.content(base);
        }
        String theirText = theirs.get(their.places[from]).text();
        String myText = mine.get(my.places[from]).text();
        if (theirText == null || myText == null || theirText.equals(myText)) {
            String changed = myText == null ? theirText : myText;
            return changed == null ? base.get(from) : changed;
        }
        overlap = true;
        return mineIsLater ? myText : theirText;
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>();
        for (int node = next[HEAD]; node != HEAD; node = next[node]) {
            elements.add(texts[node]);
        }
        return elements;
    }
}
