/**
 * A phone's copy of a space: the server's state, the work that is still pending on top of it, and
 * the one step, the flip, that moves both forward.
 *
 * <p>This package knows requests and answers as values, a store and two journals. It never imports
 * {@code transport}, a network, a clock of its own or a thread; who calls it decides when.
 */
@NullMarked
package dev.syncdb.client.replica;

import org.jspecify.annotations.NullMarked;
