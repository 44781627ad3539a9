package dev.syncdb.lab;

import java.io.PrintStream;

/** The `lab` command for makers of SyncDB. The first argument names what to do. */
public final class Main {
    /** The exit status of a call that cannot be understood. */
    static final int USAGE = 2;

    private static final String HELP = "usage: lab COMMAND [ARGUMENT...]";

    private Main() {}

    /** Runs the command and leaves the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    static int run(String[] arguments, PrintStream errors) {
        if (arguments.length > 0) {
            errors.println("lab: unknown command: " + arguments[0]);
        }
        errors.println(HELP);
        return USAGE;
    }
}
