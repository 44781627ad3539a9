/**
 * The waist at which everything meets: what happened to rows, where one stands in history, and who
 * makes it durable.
 *
 * <p>This package knows changes as values. It never imports anything above it: codec, store,
 * journal, SQL, sync.
 */
@NullMarked
package dev.syncdb.change;

import org.jspecify.annotations.NullMarked;
