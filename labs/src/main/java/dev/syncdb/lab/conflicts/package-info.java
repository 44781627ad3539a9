/**
 * What each merge rule would do to the same concurrent edits, before any of them is deployed.
 *
 * <p>This package knows scenarios, and plays them with real phones and a real server over fakes of
 * the testkit. It never imports what decides between edits.
 */
@NullMarked
package dev.syncdb.lab.conflicts;

import org.jspecify.annotations.NullMarked;
