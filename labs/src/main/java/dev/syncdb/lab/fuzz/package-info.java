/**
 * Everything that reads bytes or texts from outside, fed with what nobody would send: each is a
 * target, with a list of inputs that every build tries again.
 *
 * <p>This package knows decoders, and a fuzzer by name only. It never imports the simulated world.
 */
@NullMarked
package dev.syncdb.lab.fuzz;

import org.jspecify.annotations.NullMarked;
