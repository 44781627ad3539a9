package dev.syncdb.lab.simulate;

import dev.syncdb.lab.call.Arguments;
import dev.syncdb.lab.plant.Plant;
import dev.syncdb.testkit.fault.Fault;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which worlds to run, and how to tell of them.
 *
 * @param plant the bug to plant, or null
 * @param json true to print one line of JSON
 */
record SimulateOptions(
        long first, long last, Set<Fault> faults, @Nullable Plant plant, boolean json) {
    static final SimulateOptions DEFAULT = new SimulateOptions(1, 200, Fault.DEFAULT, null, false);

    static SimulateOptions parse(List<String> words) {
        Arguments given = Arguments.of(words, List.of("--seeds", "--faults", "--plant"));
        SimulateOptions options =
                given.has("--seeds") ? DEFAULT.withSeeds(given.text("--seeds", "")) : DEFAULT;
        return new SimulateOptions(
                options.first,
                options.last,
                given.has("--faults") ? faults(given.text("--faults", "")) : options.faults,
                given.has("--plant") ? plant(given.text("--plant", "")) : options.plant,
                given.json());
    }

    private SimulateOptions withSeeds(String range) {
        int dots = range.indexOf("..");
        try {
            long from = Long.parseLong(dots < 0 ? range : range.substring(0, dots));
            long to = dots < 0 ? from : Long.parseLong(range.substring(dots + 2));
            if (to < from) {
                throw new IllegalArgumentException("no seeds from " + from + " to " + to);
            }
            return new SimulateOptions(from, to, faults, plant, json);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("seeds are given as 1..200, not as " + range, wrong);
        }
    }

    private static Set<Fault> faults(String list) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String name : list.split(",")) {
            Fault fault = Fault.of(name);
            if (fault == null) {
                throw new IllegalArgumentException("no such fault: " + name);
            }
            faults.add(fault);
        }
        return faults;
    }

    private static Plant plant(String name) {
        Plant plant = Plant.of(name);
        if (plant == null) {
            throw new IllegalArgumentException("no such bug can be planted: " + name);
        }
        return plant;
    }
}
