/**
 * What client and server say to each other: one request, one answer.
 *
 * <p>This package knows the words of the conversation as immutable values. It never imports
 * {@code encoding}, {@code apply} or {@code scope}, and never a store.
 */
@NullMarked
package dev.syncdb.sync.message;

import org.jspecify.annotations.NullMarked;
