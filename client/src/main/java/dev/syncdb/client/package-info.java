/**
 * The phone's loop: when to sync, what to do when it fails, and whom to tell.
 *
 * <p>This package knows a replica, a transport and the ports to time and threads. It never imports
 * a server.
 */
@NullMarked
package dev.syncdb.client;

import org.jspecify.annotations.NullMarked;
