/**
 * The one store: tables of row versions, indexes, constraints, transactions in three steps, and the
 * change log.
 *
 * <p>This package knows rows, versions and constraints. Readers take a
 * {@link dev.syncdb.store.Snapshot} and never wait; there is one writer at a time. It never imports
 * {@code codec}, {@code lens}, {@code journal} or SQL.
 */
@NullMarked
package dev.syncdb.store;

import org.jspecify.annotations.NullMarked;
