/**
 * What a phone did and the server has not judged, and what it refused: transactions in order, on
 * disk, and who they belong to.
 *
 * <p>This package knows pending transactions, their bases and their bytes. It never imports
 * {@code replica}, a store, SQL or a network.
 */
@NullMarked
package dev.syncdb.client.outbox;

import org.jspecify.annotations.NullMarked;
