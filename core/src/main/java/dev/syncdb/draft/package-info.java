/**
 * The migration from one schema to another, drafted from what both look like.
 *
 * <p>This package knows tables before and after, and which statements SQLite has to get from one to
 * the other. It asks where a rename and a loss look alike, runs nothing, and never imports
 * {@code store}, {@code sql.exec} or anything that holds rows.
 */
@NullMarked
package dev.syncdb.draft;

import org.jspecify.annotations.NullMarked;
