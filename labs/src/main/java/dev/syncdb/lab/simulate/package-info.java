/**
 * Many simulated worlds in a row, and what they came to.
 *
 * <p>This package knows seeds and totals. It never imports what a world is made of.
 */
@NullMarked
package dev.syncdb.lab.simulate;

import org.jspecify.annotations.NullMarked;
