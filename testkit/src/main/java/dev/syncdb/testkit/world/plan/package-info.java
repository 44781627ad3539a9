/**
 * What happens in a world, decided before it begins: a list of steps, drawn from the seed, of which
 * any part is a plan too. That is what makes a failing run small.
 *
 * <p>This package knows the fleet and what can be done to it. It never imports how a run is judged.
 */
@NullMarked
package dev.syncdb.testkit.world.plan;

import org.jspecify.annotations.NullMarked;
