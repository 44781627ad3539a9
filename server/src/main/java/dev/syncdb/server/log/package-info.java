/**
 * Where frames and snapshots are kept: the ports {@link dev.syncdb.server.log.CommitLog} and
 * {@link dev.syncdb.server.log.SnapshotStore}, and their adapters to the files of one folder.
 *
 * <p>This package knows shards, numbers and bytes; what a frame says is its owner's. It never
 * imports spaces, messages or a store.
 */
@NullMarked
package dev.syncdb.server.log;

import org.jspecify.annotations.NullMarked;
