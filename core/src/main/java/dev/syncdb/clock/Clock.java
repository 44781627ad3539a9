package dev.syncdb.clock;

/** The port through which time enters. May be called from any thread. */
public interface Clock {
    /** The present moment on both of the device's clocks. */
    Stamp now();

    /** Wall time, in milliseconds since 1970 UTC; may jump either way. */
    default long wallMillis() {
        return now().wallMillis();
    }
}
