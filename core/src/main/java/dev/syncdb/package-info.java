/**
 * The face of the database: {@code Database}, {@code Session}, {@code Rows}, options and
 * {@code check()}.
 *
 * <p>This package knows every package of core. It never imports anything of sync.
 */
@NullMarked
package dev.syncdb;

import org.jspecify.annotations.NullMarked;
