/**
 * What two schemas differ in.
 *
 * <p>This package knows scripts of tables and how a migration between them is drafted, and never
 * imports a client, a server or another command.
 */
@NullMarked
package dev.syncdb.cli.schema;

import org.jspecify.annotations.NullMarked;
