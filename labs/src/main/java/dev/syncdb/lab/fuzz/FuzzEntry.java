package dev.syncdb.lab.fuzz;

/**
 * What the fuzzer calls, in a process of its own. Which target it feeds is given by the property
 * {@value #TARGET}.
 */
public final class FuzzEntry {
    static final String TARGET = "syncdb.fuzz";

    private static final FuzzTarget FED = FuzzTarget.named(System.getProperty(TARGET, "request"));

    private FuzzEntry() {}

    /** The name is the fuzzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        FED.feed(input);
    }
}
