package dev.syncdb.cli;

import java.io.PrintStream;

/** The `syncdb` command for users. The first argument names what to do, the rest belongs to it. */
public final class Main {
    /** The exit status of a call that cannot be understood. */
    static final int USAGE = 2;

    private static final String HELP = "usage: syncdb COMMAND [ARGUMENT...]";

    private Main() {}

    /** Runs the command and leaves the virtual machine with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    static int run(String[] arguments, PrintStream errors) {
        if (arguments.length > 0) {
            errors.println("syncdb: unknown command: " + arguments[0]);
        }
        errors.println(HELP);
        return USAGE;
    }
}
