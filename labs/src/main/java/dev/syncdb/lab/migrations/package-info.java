/**
 * Schemas that an app really had, one version after the other, and rows that go from one to the
 * other.
 *
 * <p>This package knows how Room writes down a schema, how a migration is drafted, and real SQLite,
 * which runs it. It never imports phones, servers or the network.
 */
@NullMarked
package dev.syncdb.lab.migrations;

import org.jspecify.annotations.NullMarked;
