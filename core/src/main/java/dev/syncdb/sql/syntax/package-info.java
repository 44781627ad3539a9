/**
 * SQL text to immutable records: SQLite's dialect, statement by statement.
 *
 * <p>A {@code Script} yields each {@code Statement} of a text, a {@code Select} yields rows and an
 * {@code Expression} a value. This package knows the grammar and nothing of what the names in it
 * stand for: whether a table exists, or what a function does, is the planner's to say. It never
 * imports anything but {@code error}.
 */
@NullMarked
package dev.syncdb.sql.syntax;

import org.jspecify.annotations.NullMarked;
