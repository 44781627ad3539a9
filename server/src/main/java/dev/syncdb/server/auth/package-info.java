/**
 * Who may use which space.
 *
 * <p>This package knows tokens and principals. It never imports spaces, messages or HTTP.
 */
@NullMarked
package dev.syncdb.server.auth;

import org.jspecify.annotations.NullMarked;
