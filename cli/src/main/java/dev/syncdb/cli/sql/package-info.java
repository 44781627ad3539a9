/**
 * SQL on a dump or on a folder of data, without a server.
 *
 * <p>This package knows the face of the database, and never imports a client, a server or another
 * command.
 */
@NullMarked
package dev.syncdb.cli.sql;

import org.jspecify.annotations.NullMarked;
