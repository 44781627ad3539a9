/**
 * Runs plans: cursors over the rows of a store, and writes into a transaction.
 *
 * <p>This package knows how rows are joined, grouped, sorted and written. It takes plans as they
 * are and never chooses a path itself. It never imports {@code codec}, {@code journal} or
 * {@code lens}.
 */
@NullMarked
package dev.syncdb.sql.exec;

import org.jspecify.annotations.NullMarked;
