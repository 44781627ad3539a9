/**
 * How the lab's commands are called.
 *
 * <p>This package knows words of a command line. It never imports any command.
 */
@NullMarked
package dev.syncdb.lab.call;

import org.jspecify.annotations.NullMarked;
