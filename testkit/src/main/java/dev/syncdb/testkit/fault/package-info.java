/**
 * What can go wrong in a simulated world, what must hold all the same, and where a part can be
 * broken to see whether the world notices.
 *
 * <p>This package knows the names of faults and promises, and the ports. It never imports the world
 * that makes use of them.
 */
@NullMarked
package dev.syncdb.testkit.fault;

import org.jspecify.annotations.NullMarked;
