/**
 * Resolved expressions that can be evaluated: operators, functions, and the frame of rows and
 * parameters they read.
 *
 * <p>This package knows what an expression of SQL is worth, by SQLite's rules, and how names become
 * columns. It never imports a plan: subqueries reach it as {@link dev.syncdb.sql.plan.term.Query}.
 */
@NullMarked
package dev.syncdb.sql.plan.term;

import org.jspecify.annotations.NullMarked;
