package dev.syncdb.lab.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which edits of a trace knew of which. A version is named by its newest edits and holds those and
 * all that they knew of. Immutable.
 */
final class Ancestry {
    private final List<Edit> edits;

    Ancestry(List<Edit> edits) {
        this.edits = edits;
    }

    /** Who holds an edit. */
    private enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    /**
     * What one version has before the other.
     *
     * @param onlyLeft newest first
     * @param onlyRight oldest first
     */
    record Difference(List<Integer> onlyLeft, List<Integer> onlyRight) {
        Difference {
            onlyLeft = List.copyOf(onlyLeft);
            onlyRight = List.copyOf(onlyRight);
        }
    }

    /** Compares two versions; takes as long as they are apart. */
    Difference between(List<Integer> left, List<Integer> right) {
        List<Integer> onlyLeft = new ArrayList<>();
        List<Integer> onlyRight = new ArrayList<>();
        Front front = new Front();
        left.forEach(edit -> front.meet(edit, Side.LEFT));
        right.forEach(edit -> front.meet(edit, Side.RIGHT));
        while (!front.agrees()) {
            int edit = front.newest.remove();
            Side side = front.forget(edit);
            if (side == Side.LEFT) {
                onlyLeft.add(edit);
            } else if (side == Side.RIGHT) {
                onlyRight.add(edit);
            }
            edits.get(edit).parents().forEach(parent -> front.meet(parent, side));
        }
        Collections.reverse(onlyRight);
        return new Difference(onlyLeft, onlyRight);
    }

    /** True if a version holds an edit. */
    boolean holds(List<Integer> version, int edit) {
        return version.contains(edit)
                || between(version, List.of(edit)).onlyRight().isEmpty();
    }

    /**
     * The trace in linear runs: each edit of a run is by the same agent, knows of just the one
     * before it, and that one is the only one to build on it.
     *
     * @return for each edit the first one of its run
     */
    int[] runs() {
        int[] children = new int[edits.size()];
        edits.forEach(edit -> edit.parents().forEach(parent -> children[parent]++));
        int[] first = new int[edits.size()];
        for (int i = 0; i < first.length; i++) {
            Edit edit = edits.get(i);
            first[i] = i;
            if (edit.parents().size() == 1) {
                int parent = edit.parents().get(0);
                if (children[parent] == 1 && edits.get(parent).agent() == edit.agent()) {
                    first[i] = first[parent];
                }
            }
        }
        return first;
    }

    /** How far back one has gone. */
    private static final class Front {
        private final PriorityQueue<Integer> newest =
                new PriorityQueue<>(Collections.reverseOrder());
        private final Map<Integer, Side> sides = new HashMap<>();
        private int shared;

        void meet(int edit, Side side) {
            Side known = sides.get(edit);
            if (known == null) {
                newest.add(edit);
            }
            Side both = known == null || known == side ? side : Side.BOTH;
            sides.put(edit, both);
            shared += both == Side.BOTH && known != Side.BOTH ? 1 : 0;
        }

        Side forget(int edit) {
            Side side = sides.remove(edit);
            if (side == null) {
                throw new IllegalStateException("edit " + edit + " was never met");
            }
            shared -= side == Side.BOTH ? 1 : 0;
            return side;
        }

        /** True if all that is still older belongs to both. */
        boolean agrees() {
            return newest.size() == shared;
        }
    }
}
