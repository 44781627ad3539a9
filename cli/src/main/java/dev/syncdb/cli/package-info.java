/**
 * The syncdb command. This package knows the list of commands, and never imports what they stand
 * on.
 */
@NullMarked
package dev.syncdb.cli;

import org.jspecify.annotations.NullMarked;
