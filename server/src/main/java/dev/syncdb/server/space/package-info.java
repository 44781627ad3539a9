/**
 * Spaces and the loops that own them: who has registered, what becomes of what they push, what they
 * are answered, and the frames and snapshots in which all of it is remembered.
 *
 * <p>This package knows the store, the messages and the ports of the log. It never imports HTTP or
 * tokens: who may use a space was decided before.
 */
@NullMarked
package dev.syncdb.server.space;

import org.jspecify.annotations.NullMarked;
