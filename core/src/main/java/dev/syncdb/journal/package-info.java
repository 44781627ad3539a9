/**
 * Commits on disk: the {@link dev.syncdb.journal.Disk} port, one append-only log, snapshots,
 * recovery, repair, and encryption at rest with keys from a {@link dev.syncdb.journal.KeyProvider}.
 *
 * <p>This package knows bytes, files and what a crash may do to them; the meaning of a record is
 * its owner's. It never imports {@code store} or {@code sql}.
 */
@NullMarked
package dev.syncdb.journal;

import org.jspecify.annotations.NullMarked;
