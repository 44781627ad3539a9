/**
 * The {@code lab exhaustive} command: small worlds of three replicas, four operations and every
 * order in which they can be delivered, for every rule and policy.
 *
 * <p>This package knows phones, servers and SQL as anybody does. It never imports the insides of
 * the store or of the protocol.
 */
@NullMarked
package dev.syncdb.lab.exhaustive;

import org.jspecify.annotations.NullMarked;
