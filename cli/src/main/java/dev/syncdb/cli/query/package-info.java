/**
 * Statements and what they answer.
 *
 * <p>This package knows the face of the database and JSON, and never imports a client, a server or
 * a command.
 */
@NullMarked
package dev.syncdb.cli.query;

import org.jspecify.annotations.NullMarked;
