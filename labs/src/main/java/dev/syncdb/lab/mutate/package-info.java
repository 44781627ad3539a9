/**
 * The lab command that asks how much of the code the tests guard: it changes one thing at a time
 * and counts the changes that no test notices.
 *
 * <p>This package knows the report of the tool that makes the changes, and what each package is to
 * reach. It never imports what it measures.
 */
@NullMarked
package dev.syncdb.lab.mutate;

import org.jspecify.annotations.NullMarked;
