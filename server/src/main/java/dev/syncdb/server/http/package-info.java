/**
 * The server over HTTP, as a plain function from request to response, for whatever speaks HTTP
 * around it.
 *
 * <p>This package knows paths, headers and status codes. It never imports a web framework, a
 * socket, or the inside of a space.
 */
@NullMarked
package dev.syncdb.server.http;

import org.jspecify.annotations.NullMarked;
