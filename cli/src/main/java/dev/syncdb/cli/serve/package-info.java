/**
 * The standalone server.
 *
 * <p>This package knows the server, the servlet and Jetty, and never imports the client or another
 * command.
 */
@NullMarked
package dev.syncdb.cli.serve;

import org.jspecify.annotations.NullMarked;
