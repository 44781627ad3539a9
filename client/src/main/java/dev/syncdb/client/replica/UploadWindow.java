package dev.syncdb.client.replica;

/**
 * How many bytes of transactions the next request carries: half as many after each one that was not
 * answered, and four times as many after each that was. So a connection that breaks again and again
 * costs a small part of an upload each time, and still lets it go on; and a device that was offline
 * for a day needs few requests more than one that was not.
 *
 * <p>Confined to the syncing thread.
 */
final class UploadWindow {
    /**
     * About what the slowest network carries in a second. A request always carries one transaction,
     * however large.
     */
    static final int BYTES_MIN = 1 << 12;

    private static final int GROWTH = 4;

    private final int bytesMax;
    private int bytes;
    private boolean unanswered;

    UploadWindow(int bytesMax) {
        this.bytesMax = bytesMax;
        this.bytes = bytesMax;
    }

    /** The size of the request that is built now. */
    int bytes() {
        return bytes;
    }

    /**
     * A request is built; if the one before carried transactions and was not answered, it is lost.
     */
    void begin() {
        if (unanswered) {
            bytes = Math.max(Math.min(BYTES_MIN, bytesMax), bytes / 2);
        }
        unanswered = false;
    }

    /** The request that was built carries transactions. */
    void carries() {
        unanswered = true;
    }

    /** The request was answered, whatever the answer says. */
    void answered() {
        if (unanswered) {
            bytes = (int) Math.min(bytesMax, (long) GROWTH * bytes);
        }
        unanswered = false;
    }
}
