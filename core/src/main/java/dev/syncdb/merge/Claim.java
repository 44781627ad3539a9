package dev.syncdb.merge;

/**
 * What a pushed transaction says of itself, as the server believes it.
 *
 * @param base the newest commit that its author had seen when making it
 * @param writer the client's number
 * @param effectiveMillis when it counts as made, in server time
 * @param ownFrom what the client itself wrote is seen from this commit on: from the first, or only
 *     what the transaction writes
 */
public record Claim(long base, long writer, long effectiveMillis, long ownFrom) {
    /** The claim of a client that saw all that it had done. */
    public Claim(long base, long writer, long effectiveMillis) {
        this(base, writer, effectiveMillis, 0);
    }

    /**
     * The same claim of an author who need not have seen what the client had done before.
     *
     * @param commit that the transaction becomes
     */
    public Claim besideOwn(long commit) {
        return new Claim(base, writer, effectiveMillis, commit);
    }

    /** True if the cell was written without this edit's author having seen it. */
    public boolean concurrentWith(CellVersion cell) {
        boolean own = cell.writer() == writer && cell.version() >= ownFrom;
        return cell.version() > base && !own;
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
