/**
 * Values as bytes: the carriers that write and read them, and the encodings of values, rows and
 * changes.
 *
 * <p>This package knows bytes and changes. It never imports {@code store}, {@code merge} or
 * {@code lens}. All encodings are version 0: they may still change between releases.
 */
@NullMarked
package dev.syncdb.codec;

import org.jspecify.annotations.NullMarked;
