package dev.syncdb.lab.exhaustive;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What playing the worlds of one menu came to. Immutable.
 *
 * @param worlds how many there are
 * @param played how many of them were played
 * @param values how many values were written in these
 */
record Exhaustion(long worlds, long played, long values) {
    /**
     * Plays each {@code every}th world of so many operations; fails at the first that does not
     * hold.
     */
    static Exhaustion of(Menu menu, int operations, int every) {
        long[] counts = new long[3];
        Schedule.forEach(operations, menu.operations().size(), moves -> {
            long world = counts[0]++;
            if (world % every != 0) {
                return Integer.MAX_VALUE;
            }
            SmallWorld.Played played = SmallWorld.play(menu, moves);
            counts[1]++;
            counts[2] += played.values();
            return played.movesSeen();
        });
        return new Exhaustion(counts[0], counts[1], counts[2]);
    }

    /** Both. */
    Exhaustion and(Exhaustion other) {
        return new Exhaustion(worlds + other.worlds, played + other.played, values + other.values);
    }

    /** As a map, for machines. */
    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worlds", worlds);
        fields.put("played", played);
        fields.put("values", values);
        return fields;
    }

    @Override
    public String toString() {
        return played + " of " + worlds + " worlds hold, " + values + " values";
    }
}
