package dev.syncdb.lab.simulate;

import dev.syncdb.lab.plant.Plant;
import dev.syncdb.testkit.fault.Fault;
import dev.syncdb.testkit.world.Report;
import dev.syncdb.testkit.world.World;

import java.io.PrintStream;
import java.util.List;

/** {@code lab simulate --seeds A..B [--faults LIST] [--plant NAME] [--json]}. */
public final class SimulateCommand {
    /** How it is called. */
    public static final String USAGE =
            "simulate --seeds A..B [--faults dropped,cut,...] [--plant NAME] [--json]";

    private static final int FAILED = 1;

    /** One seed runs in one thread; two cores are what everybody has. */
    private static final int THREADS = 2;

    private SimulateCommand() {}

    /**
     * Runs the command; 0 if every promise held in every world.
     *
     * @param out gets the totals, and with {@code --json} nothing but one line
     * @param errors gets progress and what broke
     * @throws IllegalArgumentException if the arguments make no sense
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        SimulateOptions options = SimulateOptions.parse(arguments);
        Plant plant = options.plant();
        World standard = World.standard().faults(options.faults());
        World world = plant == null ? standard : plant.in(standard);
        double before = ProcessMeter.cpuSeconds();
        Simulation simulation =
                Simulation.run(world, options.first(), options.last(), THREADS, new News(errors));
        double cpuSeconds = ProcessMeter.cpuSeconds() - before;
        if (options.json()) {
            out.println(SimulationJson.of(simulation, cpuSeconds));
        } else {
            print(simulation, cpuSeconds, out);
        }
        if (simulation.failures().isEmpty()) {
            return 0;
        }
        Report first = simulation.failures().get(0);
        errors.println(first);
        errors.println(world.shrink(first.seed()));
        return FAILED;
    }

    private record News(PrintStream errors) implements Simulation.Progress {
        @Override
        public void done(long seeds, int failed) {
            errors.println(seeds + " seeds, " + failed + " failed");
        }

        @Override
        public void broke(Report report) {
            errors.println("seed " + report.seed() + ": " + report.broken().get(0));
        }
    }

    private static void print(Simulation simulation, double cpuSeconds, PrintStream out) {
        for (Report failure : simulation.failures()) {
            out.println("seed " + failure.seed() + ": " + failure.broken().get(0));
        }
        out.println(simulation.seeds() + " seeds, " + simulation.failures().size()
                + " broke a promise; " + simulation.acknowledged() + " acknowledged, "
                + simulation.lost() + " lost, " + simulation.twice() + " applied twice");
        out.printf("%.1f seeds a CPU second%n", simulation.seeds() / cpuSeconds);
        for (Fault fault : Fault.values()) {
            out.println("  " + fault.label() + ": " + simulation.times(fault) + " times");
        }
    }
}
