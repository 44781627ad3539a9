/**
 * How bytes reach a server and come back.
 *
 * <p>This package knows addresses, tokens, HTTP and the failures of networks; messages are bytes to
 * it. It never imports {@code replica}, {@code outbox}, a store or messages.
 */
@NullMarked
package dev.syncdb.client.transport;

import org.jspecify.annotations.NullMarked;
