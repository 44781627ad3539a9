package dev.syncdb.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The three standard streams of a command, all in UTF-8. {@code out} is for results, {@code err}
 * for progress and failures.
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {}
