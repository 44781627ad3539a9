/** The sync loop of a phone. It knows core and sync, and never imports server. */
@NullMarked
package dev.syncdb.client;

import org.jspecify.annotations.NullMarked;
