package dev.syncdb.client.replica;

/**
 * How many bytes of transactions the next request carries: half as many after each one that was not
 * answered, down to a single transaction, and twice as many after each that was. So a connection
 * that breaks again and again costs a small part of an upload each time, and still lets it go on.
 * Confined to the syncing thread.
 */
final class UploadWindow {
    /** With less, a request would carry more of itself than of transactions. */
    static final int BYTES_MIN = 1 << 10;

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
            bytes = (int) Math.min(bytesMax, 2L * bytes);
        }
        unanswered = false;
    }
}
