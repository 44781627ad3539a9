/**
 * The contract of every {@link dev.syncdb.server.auth.Authenticator}.
 *
 * <p>This package knows tokens and whom they name. It never imports spaces, messages or a store.
 */
@NullMarked
package dev.syncdb.testkit.auth;

import org.jspecify.annotations.NullMarked;
