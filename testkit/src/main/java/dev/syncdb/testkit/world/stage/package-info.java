/**
 * What everybody in a simulated world shares: time, chance, the record of what happened, and the
 * ledger of what was promised.
 *
 * <p>This package knows virtual time, faults and promises by name. It never imports a database, a
 * phone or a server.
 */
@NullMarked
package dev.syncdb.testkit.world.stage;

import org.jspecify.annotations.NullMarked;
