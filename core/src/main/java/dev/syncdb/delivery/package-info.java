/**
 * Events on their way to a listener's executor.
 *
 * <p>This package knows order, and that one thing happens at a time. It never imports what the
 * events are about.
 */
@NullMarked
package dev.syncdb.delivery;

import org.jspecify.annotations.NullMarked;
