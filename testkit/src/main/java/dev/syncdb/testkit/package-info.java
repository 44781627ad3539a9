/**
 * The simulated world and the contracts of the ports. It knows client and server, and never imports
 * a leaf.
 */
@NullMarked
package dev.syncdb.testkit;

import org.jspecify.annotations.NullMarked;
