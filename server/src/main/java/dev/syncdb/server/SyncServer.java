package dev.syncdb.server;

import dev.syncdb.Database;
import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Disk;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FileCommitLog;
import dev.syncdb.server.log.FileSnapshotStore;
import dev.syncdb.server.log.SnapshotStore;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.run.SerialExecutor;
import dev.syncdb.server.space.CursorSigner;
import dev.syncdb.server.space.Ports;
import dev.syncdb.server.space.Rules;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.server.space.Spaces;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * The hub: holds the spaces of one data folder, puts what their clients push into one order each,
 * and tells every client what the others did. Lives from {@link #open} to {@link #close}; may be
 * called from any thread.
 */
public final class SyncServer implements AutoCloseable {
    private static final String LOCK = "server.lock";

    private static final Pattern SPACE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Resources resources;
    private final Spaces spaces;
    private final Rules rules;
    private final Environment environment;
    private final Alarm alarm;

    private SyncServer(Resources resources, Spaces spaces, Rules rules, ServerOptions options) {
        this.resources = resources;
        this.spaces = spaces;
        this.rules = rules;
        this.environment = options.environment();
        this.alarm = options.alarm();
    }

    /**
     * Opens a data folder, or makes it, and loads all spaces that are in it.
     *
     * @throws Incorrect if the schema is not one, or names a merge function that nobody registered
     * @throws dev.syncdb.error.Contended STORE_IN_USE if another server has it open
     * @throws dev.syncdb.error.Corrupt CORRUPT_FILE if a file is damaged
     * @throws dev.syncdb.error.Incompatible FILE_VERSION if a newer server wrote it
     */
    public static SyncServer open(ServerOptions options) {
        requireSchema(options.schema(), options.rules(), options.environment());
        Disk disk = options.disk();
        Resources resources = new Resources();
        try {
            resources.add(disk.lock(LOCK)::close);
            CursorSigner signer = SecretKeyFile.open(disk, options.environment().random());
            CommitLog log = options.log().apply(log(options));
            resources.add(log::close);
            SnapshotStore snapshots = new FileSnapshotStore(disk.folder("snapshots"));
            resources.add(snapshots::close);
            Environment environment = options.environment();
            Ports ports = new Ports(
                    log,
                    snapshots,
                    disk.folder("conflicts"),
                    environment,
                    options.executor(),
                    options.alarm());
            Rules rules = Rules.of(options.schema(), signer, options.limits(), options.rules());
            Spaces spaces = new Spaces(ports, rules);
            return new SyncServer(resources, spaces, rules, options);
        } catch (RuntimeException failure) {
            resources.close(failure);
            throw failure;
        }
    }

    /** True if a space may have this id: 1 to 64 letters, digits, hyphens and underscores. */
    public static boolean isSpaceId(String id) {
        return SPACE_ID.matcher(id).matches();
    }

    /** A space, for the server's own code. It comes into being with its first write or sync. */
    public Space space(String id) {
        requireSpaceId(id);
        return new Space(id, spaces, alarm);
    }

    /** The ids of all spaces that there are, in order. */
    public List<String> spaces() {
        return spaces.ids();
    }

    /**
     * One SYNC as it is written, in full or briefly; see {@link #sync(String, String,
     * SyncRequest)}. Fails at once with Corrupt MALFORMED_MESSAGE or Incompatible PROTOCOL_VERSION
     * if it is no request.
     */
    public CompletableFuture<SyncResponse> sync(String space, String subject, byte[] message) {
        return RequestCodec.isBrief(message)
                ? sync(space, subject, RequestCodec.decodeBrief(message))
                : sync(space, subject, RequestCodec.decode(message));
    }

    /**
     * Judges and answers one request of a client.
     *
     * @param subject whom its token names, which covers the space
     */
    public CompletableFuture<SyncResponse> sync(String space, String subject, SyncRequest request) {
        requireSpaceId(space);
        return spaces.sync(space, subject, request);
    }

    /**
     * Judges and answers one brief request of a client; NOT_REMEMBERED asks for a full one.
     *
     * @param subject whom its token names, which covers the space
     */
    public CompletableFuture<SyncResponse> sync(
            String space, String subject, SyncRequest.Brief request) {
        requireSpaceId(space);
        return spaces.sync(space, subject, request);
    }

    /**
     * Serves another schema from now on: the versions so far, and newer ones. Each space is brought
     * to the newest before its next work; a sync that goes on in pages ends as it began.
     *
     * @throws Incorrect if a version that is served already is another one here, or names a merge
     *     function that nobody registered
     */
    public void serve(ServedSchema schema) {
        requireSchema(schema, rules.merging(), environment);
        SchemaVersions before = rules.schema().get().versions();
        SchemaVersions after = schema.versions();
        if (before != null) {
            for (int number = 1; number <= before.newest(); number++) {
                boolean same = after != null
                        && number <= after.newest()
                        && after.hash(number) == before.hash(number);
                if (!same) {
                    throw new Incorrect(
                            ErrorCode.CONFIGURATION,
                            "version " + number + " of the schema is served already, and is to be"
                                    + " another one");
                }
            }
        }
        rules.schema().set(schema);
    }

    /** Who hears of failures that no caller can be told. */
    public Alarm alarm() {
        return alarm;
    }

    /** Finishes what is being written, refuses the rest, and gives the data folder up. */
    @Override
    public void close() {
        spaces.close();
        resources.close();
    }

    private static CommitLog log(ServerOptions options) {
        SerialExecutor writer = new SerialExecutor(options.executor(), options.alarm());
        return FileCommitLog.open(
                options.disk().folder("log"), options.limits().segmentBytes(), writer);
    }

    /** Better now than when the first space is made. */
    private static void requireSchema(
            ServedSchema served, MergeRules rules, Environment environment) {
        SchemaVersions versions = served.versions();
        if (versions != null) {
            for (int number = served.oldest(); number <= versions.newest(); number++) {
                requireFunctions(versions.schema(number), rules);
            }
            return;
        }
        try (Database trial = Database.inMemory(environment)) {
            trial.load(served.script());
            requireFunctions(trial.schema(), rules);
        }
    }

    private static void requireFunctions(Schema schema, MergeRules rules) {
        for (Table table : schema.tables()) {
            for (Column column : table.columns()) {
                String function = column.type().function();
                if (function != null && rules.find(function) == null) {
                    throw Incorrect.at(
                            ErrorCode.CONFIGURATION,
                            "nobody registered the merge function " + function + " of column "
                                    + table.name() + "." + column.name(),
                            table.name(),
                            column.name());
                }
            }
        }
    }

    private static void requireSpaceId(String id) {
        if (!isSpaceId(id)) {
            throw new Incorrect(ErrorCode.UNKNOWN_SPACE, "no space can have the id '" + id + "'");
        }
    }
}
