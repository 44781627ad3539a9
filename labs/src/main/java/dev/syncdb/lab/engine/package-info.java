/**
 * The command that measures SyncDB against its peers, and how a run is printed.
 *
 * <p>This package knows the parts of a run, and what must hold. It never imports an engine.
 */
@NullMarked
package dev.syncdb.lab.engine;

import org.jspecify.annotations.NullMarked;
