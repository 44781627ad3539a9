/**
 * The ledger of edits that gave way: its table, which server and phones share, and what becomes of
 * a record.
 *
 * <p>This package knows how a conflict is written down, read and resolved, and nothing of how it is
 * found or decided. It never imports {@code apply} or {@code scope}.
 */
@NullMarked
package dev.syncdb.sync.ledger;

import org.jspecify.annotations.NullMarked;
