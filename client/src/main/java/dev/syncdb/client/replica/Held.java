package dev.syncdb.client.replica;

import dev.syncdb.sync.push.Rejection;

/**
 * Why a pending transaction is not visible.
 *
 * @param dependsOn the transaction before it that is to blame; {@link Rejection#NOTHING} if a
 *     constraint is
 */
record Held(String reason, long dependsOn) {}
