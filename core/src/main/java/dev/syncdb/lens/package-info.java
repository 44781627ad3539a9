/**
 * What two versions of a schema make of each other's rows: lenses, and how compatible they are.
 *
 * <p>A lens is symmetric: each side may have what the other one does not know, and neither is the
 * truth (Hofmann, Pierce, Wagner, "Symmetric Lenses", POPL 2011). An edit of one side is carried to
 * the other one as an edit, so that what did not change stays as it is.
 *
 * <p>This package knows tables, rows, formulas and changes, as pure functions. It never imports
 * {@code store}, {@code merge}, {@code codec} or SQL; formulas reach it compiled.
 */
@NullMarked
package dev.syncdb.lens;

import org.jspecify.annotations.NullMarked;
