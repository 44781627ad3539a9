/**
 * The rows that every engine is measured with, made up from a seed.
 *
 * <p>This package knows what a task looks like. It never imports an engine.
 */
@NullMarked
package dev.syncdb.lab.engine.task;

import org.jspecify.annotations.NullMarked;
