package dev.syncdb.server.run;

/**
 * The port through which the operator hears of failures that no caller can be told. May be called
 * from any thread.
 */
public interface Alarm {
    /** Tells nobody. */
    Alarm SILENT = (what, failure) -> {};

    /**
     * Something failed and the server goes on.
     *
     * @param what was being done
     */
    void raise(String what, Throwable failure);
}
