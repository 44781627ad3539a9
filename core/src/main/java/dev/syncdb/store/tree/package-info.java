/**
 * A persistent ordered set with one writer: the order of keys and of indexes.
 *
 * <p>This package knows entries, their eight-byte prefixes and places between them; what an entry
 * is and how it is compared, only its {@link dev.syncdb.store.tree.Place} knows. It never imports
 * anything of ours but {@code error}.
 */
@NullMarked
package dev.syncdb.store.tree;

import org.jspecify.annotations.NullMarked;
