/**
 * What a client did, on its way up, and what the server says became of it.
 *
 * <p>This package knows transactions, outcomes and the chain of nonces as immutable values. It
 * never imports {@code pull}, the messages that carry it, or a store.
 */
@NullMarked
package dev.syncdb.sync.push;

import org.jspecify.annotations.NullMarked;
