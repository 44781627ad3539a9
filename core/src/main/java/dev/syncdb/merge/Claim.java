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

    /**
     * Who wrote a cell after this edit was merged into it: several, if its author had not seen what
     * is in it. So an edit that the author made without having heard of the merge is concurrent
     * with it, although it is the author's own.
     *
     * @param author of the edit
     * @param before who had written the cell
     */
    public CellVersion merged(CellVersion author, CellVersion before) {
        return concurrentWith(before)
                ? new CellVersion(author.version(), CellVersion.MIXED, author.effectiveMillis())
                : author;
    }
}
