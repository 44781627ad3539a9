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
    /** Plays each {@code every}th world; fails at the first that does not hold. */
    static Exhaustion of(Menu menu, int operations, int every) {
        long[] counts = new long[3];
        Schedule.forEach(operations, menu.operations().size(), moves -> {
            if (counts[0] % every == 0) {
                counts[2] += SmallWorld.play(menu, moves);
                counts[1]++;
            }
            counts[0]++;
        });
        return new Exhaustion(counts[0], counts[1], counts[2]);
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
