package dev.syncdb.client.replica;

import dev.syncdb.sync.message.Rejection;

/**
 * A transaction that the server refused for good.
 *
 * @param operations what it wanted to do, as SQL
 */
record Rejected(long number, Rejection rejection, String operations) {}
