/**
 * From statements to plans: which tables are read by which path and in which order, and what is
 * done with their rows.
 *
 * <p>A {@code Planner} turns a statement into a {@code Plan}, an immutable tree of records that is
 * cached and run by {@code exec}; a {@code SchemaDefinition} turns a CREATE, ALTER or DROP into a
 * new schema. This package knows structure and access paths, and never a row. It never imports
 * {@code exec}, {@code codec}, {@code journal} or {@code lens}.
 */
@NullMarked
package dev.syncdb.sql.plan;

import org.jspecify.annotations.NullMarked;
