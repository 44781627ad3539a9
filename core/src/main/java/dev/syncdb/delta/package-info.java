/**
 * Edits of values that have parts, which are texts, and sets, lists and maps in JSON: what came,
 * what went, what moved, and how two edits of one value go together. Pure.
 *
 * <p>This package knows texts and JSON, and nothing of tables. It never imports {@code schema},
 * {@code change} or anything above them.
 */
@NullMarked
package dev.syncdb.delta;

import org.jspecify.annotations.NullMarked;
