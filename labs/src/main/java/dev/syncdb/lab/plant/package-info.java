/**
 * Broken parts, one for each promise, at the ports where real parts would break. An oracle counts
 * only once it has noticed the one that breaks its promise.
 *
 * <p>This package knows the ports and the messages, and how to break what it promises. It never
 * imports what is inside of a phone or a server.
 */
@NullMarked
package dev.syncdb.lab.plant;

import org.jspecify.annotations.NullMarked;
