package dev.syncdb.testkit.disk;

/**
 * The machine stopped here. Thrown by a {@link FakeDisk} at the operation it was told, and at every
 * one after it.
 */
public final class DiskCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DiskCrash(String message) {
        super(message);
    }
}
