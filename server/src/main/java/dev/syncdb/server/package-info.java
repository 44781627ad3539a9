/** The hub of all replicas. It knows core and sync, and never imports client. */
@NullMarked
package dev.syncdb.server;

import org.jspecify.annotations.NullMarked;
