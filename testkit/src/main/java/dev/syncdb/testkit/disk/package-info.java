/**
 * A disk in memory that fails on command, one to be put around another one, keys that follow from a
 * seed, and the contracts of every {@link dev.syncdb.journal.Disk} and
 * {@link dev.syncdb.journal.KeyProvider}.
 *
 * <p>This package knows what a medium may do to bytes that were not forced. It never imports what
 * is stored there.
 */
@NullMarked
package dev.syncdb.testkit.disk;

import org.jspecify.annotations.NullMarked;
