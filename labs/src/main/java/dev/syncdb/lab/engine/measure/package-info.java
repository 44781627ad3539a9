/**
 * How engines are measured: clocks, rounds, statistics, and each part of a run.
 *
 * <p>This package knows contenders and what they are asked. It never imports what prints a result.
 */
@NullMarked
package dev.syncdb.lab.engine.measure;

import org.jspecify.annotations.NullMarked;
