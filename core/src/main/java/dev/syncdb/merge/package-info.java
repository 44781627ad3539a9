/**
 * What becomes of two edits that did not know of each other: cell versions, the decision between
 * two values, and the record of the one that lost.
 *
 * <p>This package knows values and their versions, as pure functions. It never imports
 * {@code store}, {@code codec} or SQL; that is what makes testing every branch cheap.
 */
@NullMarked
package dev.syncdb.merge;

import org.jspecify.annotations.NullMarked;
