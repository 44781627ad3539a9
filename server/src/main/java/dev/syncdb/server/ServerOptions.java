package dev.syncdb.server;

import dev.syncdb.clock.Environment;
import dev.syncdb.journal.Disk;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.space.Limits;
import dev.syncdb.server.space.ServedSchema;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * What a server is made of.
 *
 * @param disk the data folder, of this server alone
 * @param environment its clock, and chance that nobody can predict
 * @param executor runs the owner loops; one that runs tasks at once, in the caller's thread, will
 *     do
 * @param schema which tables its spaces have
 * @param limits what it takes at once
 * @param alarm hears of failures that no caller can be told
 * @param log the log that the server writes, given the one in the data folder
 * @param rules the application's merge functions, which columns name
 */
public record ServerOptions(
        Disk disk,
        Environment environment,
        Executor executor,
        ServedSchema schema,
        Limits limits,
        Alarm alarm,
        UnaryOperator<CommitLog> log,
        MergeRules rules) {
    /** A server with the usual limits that tells nobody of its failures. */
    public static ServerOptions of(
            Disk disk, Environment environment, Executor executor, String schema) {
        return new ServerOptions(
                disk,
                environment,
                executor,
                ServedSchema.script(schema),
                Limits.DEFAULT,
                Alarm.SILENT,
                files -> files,
                MergeRules.NONE);
    }

    /** These options with versions of a schema. */
    public ServerOptions withSchema(ServedSchema other) {
        return new ServerOptions(disk, environment, executor, other, limits, alarm, log, rules);
    }

    /** These options with other limits. */
    public ServerOptions withLimits(Limits other) {
        return new ServerOptions(disk, environment, executor, schema, other, alarm, log, rules);
    }

    /** These options with somebody who hears of failures. */
    public ServerOptions withAlarm(Alarm other) {
        return new ServerOptions(disk, environment, executor, schema, limits, other, log, rules);
    }

    /** These options with a log of one's own, which may use the one in the data folder. */
    public ServerOptions withLog(UnaryOperator<CommitLog> other) {
        return new ServerOptions(disk, environment, executor, schema, limits, alarm, other, rules);
    }

    /** These options with merge functions. */
    public ServerOptions withRules(MergeRules other) {
        return new ServerOptions(disk, environment, executor, schema, limits, alarm, log, other);
    }
}
