/**
 * Says which promises a world does not keep: one small class for each, fed with what the stores
 * publish and with what stands in them at rest.
 *
 * <p>This package knows databases, change sets and the ledger. It never imports a phone or a server
 * that runs.
 */
@NullMarked
package dev.syncdb.testkit.world.oracle;

import org.jspecify.annotations.NullMarked;
