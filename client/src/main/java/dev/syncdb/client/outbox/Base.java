package dev.syncdb.client.outbox;

/**
 * The newest server version that the author of an edit had seen of what it writes.
 *
 * @param version of the space
 * @param millis when that version was committed, in server time
 */
public record Base(long version, long millis) {
    /** Nothing was seen. */
    public static final Base NONE = new Base(0, 0);

    /** The older of two. */
    public Base min(Base other) {
        return version <= other.version ? this : other;
    }

    /**
     * A base that is not above {@code most}. Its time stays: an edit was made after what its author
     * had seen, whatever has become of that.
     */
    public Base atMost(long most) {
        return version <= most ? this : new Base(most, millis);
    }
}
