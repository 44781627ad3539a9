package dev.syncdb.delta;

/**
 * What was done to a text of which one knows how it was and how it is. Of all that could have been
 * done it takes something short, made of whole words and characters. Pure; takes time and room that
 * grow with the texts and no faster, whatever they are.
 */
public final class TextDifference {
    /** Who throws away more than this of a text wrote another one, and did not edit it. */
    static final int DELETED_PERCENT_MAX = 60;

    /**
     * Who keeps less than this of the longer text wrote another one, unless it was only added to.
     */
    static final int KEPT_PERCENT_MIN = 20;

    /** In a few words one edit changes most units, and a merge of two is read at a glance. */
    static final int SHORT_UNITS_MAX = 15;

    private TextDifference() {}

    /** What makes {@code after} of {@code before}. It splits nothing. */
    public static TextDelta between(String before, String after) {
        return KeptText.delta(before, after, TextComparison.of(before, after));
    }

    /**
     * The same, to the letter: whatever both texts have in common is kept, if only a letter of a
     * word. So nothing counts as written anew that was there, which is what others' edits are to be
     * rewritten for; as what one person did it reads worse.
     */
    public static TextDelta exact(String before, String after) {
        return KeptText.exactDelta(before, after, TextComparison.of(before, after));
    }

    /**
     * True if the text was written anew rather than edited, so that a merge with what somebody else
     * did to it would make no sense. Who only adds has edited it, and so has who deletes and puts
     * in no more than is left: that is a cut, however large.
     *
     * @param delta what makes {@code after} of {@code before}
     */
    public static boolean isRewrite(String before, String after, TextDelta delta) {
        long deleted = delta.deleted();
        long kept = before.length() - deleted;
        int longer = Math.max(before.length(), after.length());
        if (longer <= SHORT_UNITS_MAX || deleted == 0 || delta.inserted() <= kept) {
            return false;
        }
        return 100 * deleted > (long) DELETED_PERCENT_MAX * before.length()
                || (100 * kept < (long) KEPT_PERCENT_MIN * longer && deleted > kept);
    }
}
