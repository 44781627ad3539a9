package dev.syncdb.merge;

/**
 * Who wrote a cell last, and when.
 *
 * @param version the commit that wrote it
 * @param writer the client's number, or {@link #BACKEND}
 * @param effectiveMillis when the edit counts as made, in server time
 */
public record CellVersion(long version, long writer, long effectiveMillis) {
    /** The writer of everything that the server's own code writes. */
    public static final long BACKEND = 0;
}
