/**
 * Readers of every kind beside one writer, for as long as one likes: whether any of them ever sees
 * what no commit left.
 *
 * <p>This package knows what the commits of its own workload keep true. It never imports the
 * simulated world.
 */
@NullMarked
package dev.syncdb.lab.stress;

import org.jspecify.annotations.NullMarked;
