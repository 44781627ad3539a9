/**
 * From where on a client wants to hear, and the pages that it gets.
 *
 * <p>This package knows cursors, pages and how far a first sync has come, as immutable values. It
 * never imports {@code push}, the messages that carry it, or a store.
 */
@NullMarked
package dev.syncdb.sync.pull;

import org.jspecify.annotations.NullMarked;
