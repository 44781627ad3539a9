/**
 * The machines of a simulated world and the network between them: real phones and a real server on
 * fake disks and clocks, with the faults that may strike them.
 *
 * <p>This package knows the faces of client and server, the fakes and the oracles. It never imports
 * real sockets, files, threads or clocks.
 */
@NullMarked
package dev.syncdb.testkit.world.host;

import org.jspecify.annotations.NullMarked;
