/**
 * How work is run: one task after the other on somebody else's threads, and whom to tell when one
 * fails.
 *
 * <p>This package knows tasks. It never imports anything else of the server, and starts no thread.
 */
@NullMarked
package dev.syncdb.server.run;

import org.jspecify.annotations.NullMarked;
