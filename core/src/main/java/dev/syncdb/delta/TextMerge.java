package dev.syncdb.delta;

/**
 * Two edits of one text, of which one is done and the other comes. Whichever is done first, both
 * come to one text:
 *
 * <pre>{@code
 * unseen.then(done).applied(text) equals edit.then(left).applied(text)
 * }</pre>
 *
 * Immutable.
 *
 * @param done the edit that comes, as it is to be done on the text with the other one
 * @param left the other edit, on the text with the one that comes; what it does is left of the one
 *     that comes where both put something in
 * @param overlap true if the two touch the same part of the text
 */
public record TextMerge(TextDelta done, TextDelta left, boolean overlap) {
    /**
     * How they meet. What both replaced by the same is replaced once.
     *
     * @param edit the one that comes
     * @param unseen the one that is done
     */
    public static TextMerge of(TextDelta edit, TextDelta unseen) {
        if (unseen.isNone()) {
            return new TextMerge(edit, unseen, false);
        }
        TextDelta mine = edit.without(unseen);
        TextDelta theirs = unseen.without(edit);
        return new TextMerge(
                mine.over(unseen, false), theirs.over(edit, true), mine.overlaps(unseen));
    }
}
