/**
 * Broken parts, one for each promise, at the ports where real parts would break. An oracle counts
 * only once it has noticed the one that breaks its promise.
 *
 * <p>This package knows the ports, and how to break what it promises. It never imports anything of
 * the published modules but their ports.
 */
@NullMarked
package dev.syncdb.lab.plant;

import org.jspecify.annotations.NullMarked;
