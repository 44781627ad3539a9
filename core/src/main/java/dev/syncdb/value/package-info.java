/**
 * What a cell can hold: the five SQLite types, their total order, affinity, collation, rows and
 * keys of values.
 *
 * <p>This package knows values. It never imports anything but {@code error}.
 */
@NullMarked
package dev.syncdb.value;

import org.jspecify.annotations.NullMarked;
