package dev.syncdb.lab.laws;

import dev.syncdb.merge.MergeResult;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.testkit.clock.FakeTimeLimit;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.clock.VirtualTime;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A rule as it is tried. Immutable. */
record Subject(MergeRule rule, Kind kind) {
    private static final String FUNCTION = "larger";

    /** That of the function that stands for those of applications: the larger value stays. */
    private static final MergeRules FUNCTIONS = MergeRules.within(
                    new FakeTimeLimit(new VirtualTime()))
            .with(
                    FUNCTION,
                    (base, mine, theirs, context) ->
                            new MergeResult.Merged(isLarger(mine, theirs) ? mine : theirs));

    /** So much may lie between two edits. */
    private static final int MILLIS_MAX = 1_000;

    static Subject of(MergeRule rule) {
        return new Subject(
                rule,
                switch (rule) {
                    case COUNTER -> new Counters();
                    case ORSET -> new Sets();
                    case LIST -> new Lists();
                    case MAP -> new Maps();
                    case MERGED -> new Texts();
                    default -> new Scalars();
                });
    }

    /** A cell of that type, without the rule. */
    Judge judge(String type) {
        String words = rule == MergeRule.RULE ? "RULE " + FUNCTION : rule.name();
        return new OneCell(type + " " + words, FUNCTIONS);
    }

    /** Of 1 and 1.0, which sort alike, it is the second. */
    private static boolean isLarger(Value one, Value other) {
        int order = Value.compare(one, other, Collation.BINARY);
        return order > 0 || (order == 0 && one.type().compareTo(other.type()) > 0);
    }

    /**
     * Two or three edits at different times, in any order of arrival.
     *
     * @param apart true if no two of them are to meet in one place; values are all different then
     */
    Script script(SeededRandom random, String type, boolean apart) {
        Value base = kind.edited(random, Value.NULL, new Kind.Draw(type, 0, apart));
        List<Integer> writers = new ArrayList<>(List.of(1, 2, 3));
        Collections.rotate(writers, (int) random.below(3));
        List<Edit> edits = new ArrayList<>();
        Set<Value> values = new HashSet<>();
        long millis = 0;
        long count = random.between(2, 3);
        while (edits.size() < count) {
            int writer = writers.get(edits.size());
            Value after = kind.edited(random, base, new Kind.Draw(type, writer, apart));
            boolean isEdit = !after.equals(base);
            if (isEdit && (values.add(after) || !apart)) {
                millis += random.between(1, MILLIS_MAX);
                edits.add(new Edit(writer, after, millis));
            }
        }
        Collections.rotate(edits, (int) random.below(count));
        if (random.percent(50)) {
            Collections.reverse(edits);
        }
        return new Script(base, edits);
    }
}
