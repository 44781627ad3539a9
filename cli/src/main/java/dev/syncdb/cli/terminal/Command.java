package dev.syncdb.cli.terminal;

import java.io.IOException;
import java.util.List;

/** One thing that the {@code syncdb} command does. Keeps nothing from run to run. */
public interface Command {
    /** The exit status where everything held. */
    int HELD = 0;

    /** The exit status where anything did not. */
    int FAILED = 1;

    /** The word that calls it. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** Its arguments, one a line. */
    String usage();

    /**
     * Does it. Failures that are thrown are told by the caller.
     *
     * @param arguments those behind the command's own name
     * @return the exit status
     */
    int run(List<String> arguments, Terminal terminal) throws IOException, InterruptedException;
}
