package dev.syncdb.server.space;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.SnapshotStore;
import dev.syncdb.server.run.Alarm;

import java.util.concurrent.Executor;

/**
 * What the owner loops need from outside.
 *
 * @param conflicts where records of conflicts go that are too many for memory
 * @param executor on which they run; one that runs tasks at once, in the caller's thread, will do
 */
public record Ports(
        CommitLog log,
        SnapshotStore snapshots,
        Disk conflicts,
        Environment environment,
        Executor executor,
        Alarm alarm) {}
