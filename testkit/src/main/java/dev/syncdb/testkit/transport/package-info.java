/**
 * A transport that answers as planned, and the contract of every
 * {@link dev.syncdb.client.transport.Transport}.
 *
 * <p>This package knows requests and answers as bytes. It never imports messages, a store or a
 * server.
 */
@NullMarked
package dev.syncdb.testkit.transport;

import org.jspecify.annotations.NullMarked;
