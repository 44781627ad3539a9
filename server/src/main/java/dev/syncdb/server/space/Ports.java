package dev.syncdb.server.space;

import dev.syncdb.clock.Environment;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.SnapshotStore;
import dev.syncdb.server.run.Alarm;

import java.util.concurrent.Executor;

/**
 * What the owner loops need from outside.
 *
 * @param executor on which they run; one that runs tasks at once, in the caller's thread, will do
 */
public record Ports(
        CommitLog log,
        SnapshotStore snapshots,
        Environment environment,
        Executor executor,
        Alarm alarm) {}
