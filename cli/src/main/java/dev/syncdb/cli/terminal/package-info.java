/**
 * What every command has in common: its streams, its options, and how it tells what went wrong.
 *
 * <p>This package knows standard streams and arguments, and never imports a store, a client, a
 * server or a command.
 */
@NullMarked
package dev.syncdb.cli.terminal;

import org.jspecify.annotations.NullMarked;
