/**
 * The sealed kinds of failure and their codes.
 *
 * <p>This package knows what a caller can do about a failure: fix the call, read again, wait,
 * repair, upgrade, or report. It never imports anything of ours.
 */
@NullMarked
package dev.syncdb.error;

import org.jspecify.annotations.NullMarked;
