/**
 * A whole fleet in one thread from one seed: a server, phones, their disks, their clocks and the
 * network between them, with faults, and oracles that say what broke.
 *
 * <p>This package knows the ports, the phone's and the server's faces, and what was promised. It
 * never imports real sockets, files, threads or clocks.
 */
@NullMarked
package dev.syncdb.testkit.world;

import org.jspecify.annotations.NullMarked;
