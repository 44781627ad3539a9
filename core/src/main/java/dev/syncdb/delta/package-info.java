/**
 * Edits of values that have parts: what came to a set of elements, and what went. Pure.
 *
 * <p>This package knows texts and JSON, and nothing of tables. It never imports {@code schema},
 * {@code change} or anything above them.
 */
@NullMarked
package dev.syncdb.delta;

import org.jspecify.annotations.NullMarked;
