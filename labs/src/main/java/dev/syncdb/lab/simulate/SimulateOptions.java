package dev.syncdb.lab.simulate;

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

    static SimulateOptions parse(List<String> arguments) {
        SimulateOptions options = DEFAULT;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--json")) {
                options = options.inJson();
            } else if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value, or is unknown");
            } else {
                i++;
                options = options.with(option, arguments.get(i));
            }
        }
        return options;
    }

    private SimulateOptions with(String option, String value) {
        return switch (option) {
            case "--seeds" -> withSeeds(value);
            case "--faults" -> new SimulateOptions(first, last, faults(value), plant, json);
            case "--plant" -> new SimulateOptions(first, last, faults, plant(value), json);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private SimulateOptions inJson() {
        return new SimulateOptions(first, last, faults, plant, true);
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
