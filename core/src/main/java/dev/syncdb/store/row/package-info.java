/**
 * How the rows of one table lie in bytes: packing and patching, cells read, compared and hashed
 * where they lie, and the texts that the rows of a column share.
 *
 * <p>This package knows cells and bytes. Rows are immutable and read by any thread; only the writer
 * packs them, because packing may add to the shared texts. It never imports anything but
 * {@code value} and {@code error}, and least of all {@code store}, {@code schema}, {@code codec},
 * {@code journal} or SQL.
 */
@NullMarked
package dev.syncdb.store.row;

import org.jspecify.annotations.NullMarked;
