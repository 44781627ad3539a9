package dev.syncdb.lab.text;

/**
 * One place of a text that an edit changes.
 *
 * @param position in code points, in the text as the patches before it left it
 * @param deleted how many code points go from there on
 * @param inserted what comes in their place
 */
record Patch(int position, int deleted, String inserted) {}
