package dev.syncdb.lab.simulate;

import dev.syncdb.lab.plant.Plant;
import dev.syncdb.testkit.world.Fault;
import dev.syncdb.testkit.world.Report;
import dev.syncdb.testkit.world.WorldOptions;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code lab simulate --seeds A..B [--faults LIST] [--plant NAME]}. */
public final class SimulateCommand {
    /** How it is called. */
    public static final String USAGE =
            "simulate --seeds A..B [--faults drop,duplicate,...] [--plant NAME]";

    private static final int FAILED = 1;
    private static final int SHOWN_MAX = 5;

    private long first = 1;
    private long last = 200;
    private Set<Fault> faults = EnumSet.allOf(Fault.class);
    private @Nullable Plant plant;

    private SimulateCommand() {}

    /**
     * Runs the command; 0 if every promise held, or if a planted bug was noticed.
     *
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out) {
        SimulateCommand command = new SimulateCommand();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " needs a value");
            }
            command.set(arguments.get(i), arguments.get(i + 1));
        }
        return command.run(out);
    }

    private void set(String option, String value) {
        switch (option) {
            case "--seeds" -> setSeeds(value);
            case "--faults" -> setFaults(value);
            case "--plant" -> setPlant(value);
            default -> throw new IllegalArgumentException("unknown option " + option);
        }
    }

    private void setSeeds(String range) {
        int dots = range.indexOf("..");
        first = Long.parseLong(dots < 0 ? range : range.substring(0, dots));
        last = dots < 0 ? first : Long.parseLong(range.substring(dots + 2));
    }

    private void setFaults(String list) {
        faults = EnumSet.noneOf(Fault.class);
        for (String name : list.split(",")) {
            faults.add(Fault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
    }

    private void setPlant(String name) {
        plant = Plant.of(name);
        if (plant == null) {
            throw new IllegalArgumentException("no such bug can be planted: " + name);
        }
    }

    private int run(PrintStream out) {
        WorldOptions options = new WorldOptions(
                WorldOptions.DEFAULT.operations(), faults, WorldOptions.DEFAULT.sabotage());
        Simulation simulation = Simulation.run(first, last, options, plant);
        for (Report failure : simulation.failures().subList(0, shown(simulation))) {
            out.println(failure);
        }
        out.println(simulation.seeds() + " seeds (" + first + ".." + last + "), "
                + simulation.failures().size() + " broke a promise, "
                + simulation.acknowledgedMedian() + " acknowledged writes in the median");
        for (Fault fault : Fault.values()) {
            out.println("  " + fault + ": " + simulation.times(fault) + " times");
        }
        boolean noticed = !simulation.failures().isEmpty();
        return noticed == (plant != null) ? 0 : FAILED;
    }

    private static int shown(Simulation simulation) {
        return Math.min(SHOWN_MAX, simulation.failures().size());
    }
}
