/**
 * How texts that merge came to be what they are, and what of that a client has not heard.
 *
 * <p>This package knows edits of texts and who made them. It never imports what judges
 * transactions, builds pages, or keeps the history.
 */
@NullMarked
package dev.syncdb.sync.text;

import org.jspecify.annotations.NullMarked;
