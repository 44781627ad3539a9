package dev.syncdb.testkit.world;

import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.plan.Plan;

import java.util.ArrayList;
import java.util.List;

/*
 * Delta debugging (Zeller, Hildebrandt, 2002), without its second half: a run of steps is left out
 * if what is left still breaks the promise; the runs become shorter until they are single steps.
 * Before that, whole phones are left out. A run takes milliseconds, so hundreds are tried.
 */
/** Makes a plan that breaks a promise as small as it can. Used once. */
final class Shrinking {
    private static final int RUNS_MAX = 600;

    private final World world;
    private int runs;

    Shrinking(World world) {
        this.world = world;
    }

    Story shrink(Plan failing) {
        Report report = world.run(failing);
        if (report.held()) {
            throw new IllegalArgumentException(
                    "seed " + failing.seed() + " breaks no promise, so there is no story to tell");
        }
        Plan smallest = smallest(failing, report.broken().get(0).promise());
        return new Story(world.run(smallest), told(smallest), runs);
    }

    /** The smallest plan that was found to break the promise. */
    Plan smallest(Plan failing, Promise promise) {
        return calmer(withFewerSteps(withFewerPhones(failing, promise), promise), promise);
    }

    private Plan withFewerPhones(Plan plan, Promise promise) {
        Plan smallest = plan;
        for (int phone = plan.shape().phones().size() - 1; phone >= 0; phone--) {
            Plan fewer = smallest.withoutPhone(phone);
            if (breaks(fewer, promise)) {
                smallest = fewer;
            }
        }
        return smallest;
    }

    private Plan withFewerSteps(Plan plan, Promise promise) {
        Plan smallest = plan;
        int chunk = smallest.steps().size() / 2;
        while (chunk > 0) {
            boolean smaller = false;
            for (int from = 0; from < smallest.steps().size() && runs < RUNS_MAX; ) {
                int to = Math.min(from + chunk, smallest.steps().size());
                Plan fewer = smallest.without(from, to);
                if (breaks(fewer, promise)) {
                    smallest = fewer;
                    smaller = true;
                } else {
                    from = to;
                }
            }
            boolean again = smaller && chunk == 1 && runs < RUNS_MAX;
            chunk = again ? 1 : chunk / 2;
        }
        return smallest;
    }

    /** The same without the pauses, if those do not matter. */
    private Plan calmer(Plan plan, Promise promise) {
        Plan even = plan.evenly();
        return breaks(even, promise) ? even : plan;
    }

    private boolean breaks(Plan plan, Promise promise) {
        runs++;
        return world.run(plan).broken().stream().anyMatch(broken -> broken.promise() == promise);
    }

    private static List<String> told(Plan plan) {
        List<String> steps = new ArrayList<>();
        for (Plan.Timed timed : plan.steps()) {
            steps.add("after " + timed.pauseMillis() + " ms: " + timed.step());
        }
        return steps;
    }
}
