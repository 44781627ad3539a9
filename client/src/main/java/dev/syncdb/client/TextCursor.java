package dev.syncdb.client;

import dev.syncdb.delta.TextDifference;

/**
 * Where a cursor belongs in a text that others edit, too. An app that shows a text while somebody
 * types into it looks at the text again when it hears of a change, and asks this where the cursor
 * is now. Stateless.
 */
public final class TextCursor {
    private TextCursor() {}

    /**
     * The place of a cursor after others' edits came in: between the same two characters, or where
     * what was around it is gone, in its place. What comes in exactly at the cursor stands behind
     * it, so that whoever types there goes on typing.
     *
     * @param before the text as it was shown, with all that its user has typed
     * @param after the text as it is now
     * @param position of the cursor in {@code before}, as a {@code String} counts: from 0, in
     *     UTF-16 code units
     * @throws IndexOutOfBoundsException if the text before has no such place
     */
    public static int moved(String before, String after, int position) {
        if (position < 0 || position > before.length()) {
            throw new IndexOutOfBoundsException(
                    "place " + position + " in a text of length " + before.length());
        }
        return TextDifference.exact(before, after).moved(position, true);
    }
}
