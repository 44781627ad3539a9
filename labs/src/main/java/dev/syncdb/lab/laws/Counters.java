package dev.syncdb.lab.laws;

import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.value.Value;

import java.util.List;

/** Integers that are counted up and down. Stateless. */
final class Counters implements Kind {
    private static final int STEP_MAX = 1_000;

    private final Kind scalars = new Scalars();

    @Override
    public List<String> types() {
        return List.of("INTEGER");
    }

    @Override
    public Value edited(SeededRandom random, Value base, Draw draw) {
        boolean first = draw.writer() == 0;
        // Whoever counts is not in conflict; whoever sets is, with those who count and set.
        if (random.percent(10) && (first || !draw.apart())) {
            return Value.NULL;
        }
        long from = base.isNull() ? 0 : base.asLong();
        return Value.of(from + random.between(-STEP_MAX, STEP_MAX));
    }

    @Override
    public boolean isSame(Value one, Value other) {
        return one.equals(other);
    }

    @Override
    public String lost(Script script, List<Outcome> outcomes) {
        if (script.base().isNull()) {
            return scalars.lost(script, outcomes);
        }
        long sum = script.base().asLong();
        for (Edit edit : script.edits()) {
            if (edit.after().isNull()) {
                return "";
            }
            sum += edit.after().asLong() - script.base().asLong();
        }
        Value value = outcomes.get(outcomes.size() - 1).value();
        return value.equals(Value.of(sum)) ? "" : "the sum is " + sum;
    }
}
