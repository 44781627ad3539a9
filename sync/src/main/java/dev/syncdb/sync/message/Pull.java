package dev.syncdb.sync.message;

import org.jspecify.annotations.Nullable;

/**
 * From where on a client wants to hear.
 *
 * @param cursor what it holds
 * @param after where the page before this one ended, or null for the first
 * @param pageBytesMax about how many bytes of changes one page may have
 */
public record Pull(SignedCursor cursor, @Nullable PageToken after, int pageBytesMax) {}
