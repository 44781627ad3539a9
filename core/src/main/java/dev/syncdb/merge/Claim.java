package dev.syncdb.merge;

/**
 * What a pushed transaction says of itself, as the server believes it.
 *
 * @param base the newest commit that its author had seen when making it
 * @param writer the client's number
 * @param effectiveMillis when it counts as made, in server time
 */
public record Claim(long base, long writer, long effectiveMillis) {
    /** True if somebody else wrote the cell without this edit's author having seen it. */
    public boolean concurrentWith(CellVersion cell) {
        return cell.version() > base && cell.writer() != writer;
    }
}
