package dev.syncdb.testkit.fault;

/**
 * A promise that did not hold.
 *
 * @param what showed it, in words
 */
public record Broken(Promise promise, String what) {
    @Override
    public String toString() {
        return promise + ": " + what;
    }
}
