/**
 * What a database looks like: tables, columns, keys, indexes, constraints, declared types, and the
 * hash of it all.
 *
 * <p>This package knows structure, as immutable values. Expressions reach it as compiled
 * {@link dev.syncdb.schema.Formula}s, so that it needs no SQL. It never imports {@code change} or
 * {@code store}.
 */
@NullMarked
package dev.syncdb.schema;

import org.jspecify.annotations.NullMarked;
