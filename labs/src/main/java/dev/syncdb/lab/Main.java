package dev.syncdb.lab;

import dev.syncdb.lab.chaos.ChaosCommand;
import dev.syncdb.lab.engine.EngineCommand;
import dev.syncdb.lab.fuzz.FuzzCommand;
import dev.syncdb.lab.simulate.SimulateCommand;
import dev.syncdb.lab.stress.StressCommand;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** The `lab` command for makers of SyncDB. The first argument names what to do. */
public final class Main {
    /** The exit status of a call that cannot be understood. */
    static final int USAGE = 2;

    private static final String HELP = "usage: lab COMMAND [ARGUMENT...]\n  "
            + SimulateCommand.USAGE + "\n  " + EngineCommand.USAGE + "\n  " + StressCommand.USAGE
            + "\n  "
            + ChaosCommand.USAGE + "\n  " + FuzzCommand.USAGE;

    private Main() {}

    /** Runs the command and leaves the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream errors) {
        if (arguments.length == 0) {
            errors.println(HELP);
            return USAGE;
        }
        List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            if (arguments[0].equals("simulate")) {
                return SimulateCommand.run(rest, out, errors);
            }
            if (arguments[0].equals("engine")) {
                return EngineCommand.run(rest, out, errors);
            }
            if (arguments[0].equals("stress")) {
                return StressCommand.run(rest, out, errors);
            }
            if (arguments[0].equals("chaos")) {
                return ChaosCommand.run(rest, out, errors);
            }
            if (arguments[0].equals("fuzz")) {
                return FuzzCommand.run(rest, out, errors);
            }
            errors.println("lab: unknown command: " + arguments[0]);
        } catch (IllegalArgumentException wrong) {
            errors.println("lab " + arguments[0] + ": " + wrong.getMessage());
        }
        errors.println(HELP);
        return USAGE;
    }
}
