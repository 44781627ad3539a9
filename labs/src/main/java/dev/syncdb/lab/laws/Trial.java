package dev.syncdb.lab.laws;

import dev.syncdb.schema.MergeRule;
import dev.syncdb.testkit.clock.SeededRandom;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One law of one rule, tried. Immutable.
 *
 * @param failure seed, try and edits of the first that broke it; "" if it holds
 */
record Trial(Law law, MergeRule rule, long tries, double seconds, String failure) {
    private static final double NANOS = 1e9;

    /** So many tries share a cell; a law that broke is then found again in a moment. */
    private static final int CELL_TRIES_MAX = 10_000;

    /** Tries a law of a rule so often, or until it breaks. */
    static Trial of(Law law, MergeRule rule, long tries, long seed) {
        Subject subject = Subject.of(rule);
        List<String> types = subject.kind().types();
        long begin = System.nanoTime();
        SeededRandom seeds = new SeededRandom(seed);
        Map<String, Judge> judges = new HashMap<>();
        for (long i = 0; i < tries; i++) {
            if (i % CELL_TRIES_MAX == 0) {
                judges.clear();
            }
            SeededRandom random = seeds.split();
            String type = types.get((int) random.below(types.size()));
            Script script = subject.script(random, type, law.isOfEditsApart());
            try {
                law.check(judges.computeIfAbsent(type, subject::judge), subject.kind(), script);
            } catch (AssertionError | RuntimeException broken) {
                String where = law.words() + " of " + type + " " + rule + ", seed " + seed
                        + ", try " + i + ": ";
                double seconds = (System.nanoTime() - begin) / NANOS;
                return new Trial(law, rule, i + 1, seconds, where + broken + "; " + script);
            }
        }
        return new Trial(law, rule, tries, (System.nanoTime() - begin) / NANOS, "");
    }

    boolean holds() {
        return failure.isEmpty();
    }

    /** As a map, for machines. */
    Map<String, Object> json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("law", law.words());
        fields.put("rule", rule.name());
        fields.put("tries", tries);
        fields.put("seconds", seconds);
        return fields;
    }
}
