package dev.syncdb.client.replica;

import dev.syncdb.sync.push.Rejection;

/** That the server refused a transaction for good; what it wanted to do stands in the outbox. */
record Rejected(long number, Rejection rejection) {}
