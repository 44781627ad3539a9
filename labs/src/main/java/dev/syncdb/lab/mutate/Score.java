package dev.syncdb.lab.mutate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many mutants of one package the tests noticed.
 *
 * @param floor how many in a hundred they are to notice
 */
record Score(String room, int floor, int mutants, List<Mutant> survivors) {
    /** What each package is to reach: the rooms in which a mistake loses somebody's edit. */
    static final Map<String, Integer> FLOORS = floors();

    private static final double HUNDRED = 100;

    Score {
        survivors = List.copyOf(survivors);
    }

    /** The scores of all packages that have a floor, in their order. */
    static List<Score> of(List<Mutant> mutants) {
        List<Score> scores = new ArrayList<>();
        FLOORS.forEach((room, floor) -> {
            List<Mutant> own = new ArrayList<>(mutants);
            own.removeIf(mutant -> !mutant.room().equals(room));
            int count = own.size();
            own.removeIf(Mutant::noticed);
            scores.add(new Score(room, floor, count, own));
        });
        return scores;
    }

    double percent() {
        return mutants == 0 ? 0 : HUNDRED * (mutants - survivors.size()) / mutants;
    }

    /** A package of which nothing was changed has not been measured. */
    boolean isReached() {
        return mutants > 0 && percent() >= floor;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("package", room);
        json.put("mutants", mutants);
        json.put("noticed", mutants - survivors.size());
        json.put("percent", percent());
        json.put("floor", floor);
        List<String> lines = new ArrayList<>();
        survivors.forEach(survivor -> lines.add(survivor.toString()));
        json.put("survivors", lines);
        return json;
    }

    private static Map<String, Integer> floors() {
        Map<String, Integer> floors = new LinkedHashMap<>();
        floors.put("dev.syncdb.delta", 90);
        floors.put("dev.syncdb.merge", 90);
        floors.put("dev.syncdb.sync.apply", 85);
        return floors;
    }
}
