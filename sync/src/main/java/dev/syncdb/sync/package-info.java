/** The conversation of two replicas. It knows core, and never imports client or server. */
@NullMarked
package dev.syncdb.sync;

import org.jspecify.annotations.NullMarked;
