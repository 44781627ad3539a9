/**
 * Time and chance that a test decides: fakes of the clock, the random source and the scheduler, and
 * the contracts that every implementation passes.
 *
 * <p>This package knows virtual time and seeds. It never imports the system clock.
 */
@NullMarked
package dev.syncdb.testkit.clock;

import org.jspecify.annotations.NullMarked;
