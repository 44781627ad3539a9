/**
 * A commit log in memory that fails on command, and the contracts of every
 * {@link dev.syncdb.server.log.CommitLog} and {@link dev.syncdb.server.log.SnapshotStore}.
 *
 * <p>This package knows shards, numbers and bytes. It never imports spaces, messages or a store.
 */
@NullMarked
package dev.syncdb.testkit.log;

import org.jspecify.annotations.NullMarked;
