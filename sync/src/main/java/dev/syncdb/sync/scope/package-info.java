/**
 * Who gets which rows, and what is new for them since a cursor. So far there is one scope: the
 * whole space.
 *
 * <p>This package knows cursors, pages and row versions. It never imports sockets, threads or
 * clocks.
 */
@NullMarked
package dev.syncdb.sync.scope;

import org.jspecify.annotations.NullMarked;
