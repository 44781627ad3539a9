/**
 * The versions of a schema, as numbered SQL scripts, and the lenses that come of them.
 *
 * <p>A script is walked, not run: for each column of each table the walk knows where it comes from
 * in the rows before the script. So the lens makes of a row what SQLite would have made of it by
 * running the script.
 *
 * <p>This package knows scripts, schemas and lenses, as pure functions. It never imports
 * {@code store}, {@code journal} or {@code codec}: who migrates rows asks the lens.
 */
@NullMarked
package dev.syncdb.migration;

import org.jspecify.annotations.NullMarked;
