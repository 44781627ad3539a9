/**
 * What the command says to machines: JSON, one value a line.
 *
 * <p>This package knows the JSON of RFC 8259 and how a cell of SQL looks in it, and never imports a
 * store, a client or a server.
 */
@NullMarked
package dev.syncdb.cli.json;

import org.jspecify.annotations.NullMarked;
