package dev.syncdb.client.replica;

import dev.syncdb.client.outbox.Base;
import dev.syncdb.sync.pull.PageToken;

/**
 * How far a first sync by classes of tables has come, when some of them are visible.
 *
 * @param next where the next class begins, or the pass behind the last one
 * @param seen the version of the class that came first, the smallest of all: who reads the replica
 *     has seen at least that of every row that is there
 */
record FirstSync(PageToken next, Base seen) {}
