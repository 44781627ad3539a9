/**
 * Between the words of a client's schema version and what a space stores.
 *
 * <p>This package knows messages and views, and renames one by the other. It computes nothing: what
 * a cell of one version means for those of another is carried over when it is written. It never
 * imports {@code apply} or {@code scope}, and never a store.
 */
@NullMarked
package dev.syncdb.sync.view;

import org.jspecify.annotations.NullMarked;
