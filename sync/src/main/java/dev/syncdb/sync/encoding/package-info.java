/**
 * Messages and cell versions as bytes.
 *
 * <p>This package knows how messages are written, version 0, and that nothing received is to be
 * trusted. It never imports {@code apply} or {@code scope}.
 */
@NullMarked
package dev.syncdb.sync.encoding;

import org.jspecify.annotations.NullMarked;
