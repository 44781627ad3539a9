/**
 * Time and chance as arguments: the ports through which they enter, stamps, ages, and the clamping
 * of claimed ages.
 *
 * <p>This package knows how to reckon with time that others measured. It never imports the system
 * clock.
 */
@NullMarked
package dev.syncdb.clock;

import org.jspecify.annotations.NullMarked;
