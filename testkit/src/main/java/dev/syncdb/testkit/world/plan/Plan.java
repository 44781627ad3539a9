package dev.syncdb.testkit.world.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A whole run, decided. Immutable.
 *
 * @param seed of all chance that the steps leave open: latencies, keys, what a crash leaves
 */
public record Plan(long seed, Shape shape, List<Timed> steps) {
    /** Long enough for an exchange. */
    private static final long EVEN_MILLIS = 1_000;

    /** A step, and how much time passes before it. */
    public record Timed(long pauseMillis, Step step) {}

    public Plan {
        steps = List.copyOf(steps);
    }

    /** This plan without the steps from one place to another. */
    public Plan without(int from, int to) {
        List<Timed> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(to, steps.size()));
        return new Plan(seed, shape, fewer);
    }

    /** This plan with those steps only. */
    public Plan keeping(Predicate<Step> wanted) {
        List<Timed> fewer = new ArrayList<>(steps);
        fewer.removeIf(timed -> !wanted.test(timed.step()));
        return new Plan(seed, shape, fewer);
    }

    /** This plan in a world where a phone is never switched on. */
    public Plan withoutPhone(int number) {
        Plan fewer = keeping(step -> step.phone() != number);
        return new Plan(seed, shape.without(number), fewer.steps);
    }

    /** This plan with the same pause before each step. */
    public Plan evenly() {
        List<Timed> even = new ArrayList<>();
        steps.forEach(timed -> even.add(new Timed(EVEN_MILLIS, timed.step())));
        return new Plan(seed, shape, even);
    }

    /** How many steps are faults, or lead to some. */
    public long faults() {
        return steps.stream().filter(timed -> timed.step().fault() != null).count();
    }
}
