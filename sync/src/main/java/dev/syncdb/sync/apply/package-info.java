/**
 * Where operations meet rows: translate them into the schema, detect what was written meanwhile,
 * decide, and take effect. The same decision runs on the server, for good, and on a phone, as a
 * prediction.
 *
 * <p>This package knows operations, rows and their versions; it sees a store only through
 * {@link dev.syncdb.sync.apply.Rows}. It never imports {@code scope}, sockets, threads or clocks.
 */
@NullMarked
package dev.syncdb.sync.apply;

import org.jspecify.annotations.NullMarked;
