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

    /** The writer of what several have written, and nobody remembers who of them wrote what. */
    public static final long MIXED = -1;

    /** One version for what has this or the other one. */
    CellVersion with(CellVersion other) {
        return new CellVersion(
                Math.max(version, other.version),
                writer == other.writer ? writer : MIXED,
                Math.max(effectiveMillis, other.effectiveMillis));
    }
}
