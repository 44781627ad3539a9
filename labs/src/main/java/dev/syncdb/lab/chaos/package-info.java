/**
 * Real processes over real HTTP that are killed, on connections that are cut, delayed and doubled:
 * what was acknowledged must be there in the end, once, and the same everywhere.
 *
 * <p>This package knows the faces of server and client, processes and sockets. It never imports the
 * simulated world.
 */
@NullMarked
package dev.syncdb.lab.chaos;

import org.jspecify.annotations.NullMarked;
