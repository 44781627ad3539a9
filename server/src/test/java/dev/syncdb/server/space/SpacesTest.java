package dev.syncdb.server.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.Corrupt;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.error.Incorrect;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.journal.LogOptions;
import dev.syncdb.merge.MergeRules;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.server.log.FileCommitLog;
import dev.syncdb.server.log.FileSnapshotStore;
import dev.syncdb.server.run.Alarm;
import dev.syncdb.server.run.SerialExecutor;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Push;
import dev.syncdb.value.Bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

final class SpacesTest {
    private static final Environment STILL = new Environment(() -> new Stamp(1, 5, 5), () -> 7);
    private static final CursorSigner SIGNER =
            new CursorSigner(Bytes.owned(new byte[CursorSigner.KEY_BYTES]));

    @TempDir
    Path folder;

    private Executor executor = Runnable::run;

    @Test
    void aSpaceWhoseTablesCannotBeMadeDoesNotComeIntoBeing() {
        try (CommitLog log = log()) {
            Spaces spaces = spaces(log, "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE", 1 << 20);
            for (int i = 0; i < 2; i++) {
                CompletableFuture<String> written = spaces.write("team", database -> "done");
                CompletionException refused =
                        assertThrows(CompletionException.class, written::join);
                assertInstanceOf(Incorrect.class, refused.getCause());
                assertNull(spaces.find("team"));
            }
            spaces.close();
        }
    }

    @Test
    void aFullTurnLeavesTheRestToTheNext() {
        List<Runnable> tasks = new ArrayList<>();
        executor = tasks::add;
        try (CommitLog log = log()) {
            Spaces spaces = spaces(log, "CREATE TABLE a (id INTEGER PRIMARY KEY)", 1);
            List<CompletableFuture<Long>> writes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                writes.add(spaces.write(
                        "team",
                        database -> database.write(
                                session -> session.execute("INSERT INTO a VALUES (NULL)"))));
            }
            for (int i = 0; i < tasks.size(); i++) {
                tasks.get(i).run();
            }
            writes.forEach(write -> assertEquals(1, write.join()));
            assertEquals(3, log.head(Math.floorMod("team".hashCode(), Spaces.SHARDS)));
            List<CompletableFuture<String>> reads = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                reads.add(spaces.write("team", database -> "seen"));
            }
            for (int i = 0; i < tasks.size(); i++) {
                tasks.get(i).run();
            }
            reads.forEach(read -> assertEquals("seen", read.join()));
        }
    }

    @Test
    void aSyncThatCannotBeHandedInDoesNotBlockTheNext() {
        try (CommitLog log = log()) {
            Spaces spaces = spaces(log, "", 1 << 20);
            SyncRequest hello = new SyncRequest(
                    new Sender(0, Bytes.owned(new byte[SyncRequest.SECRET_BYTES])),
                    SchemaTag.NONE,
                    0,
                    new Push(1, 0, List.of()),
                    new Pull(SignedCursor.START, null, 10));
            Executor running = executor;
            executor = task -> {
                throw new RejectedExecutionException("shut down");
            };
            assertThrows(RejectedExecutionException.class, () -> spaces.sync("team", "ann", hello));
            executor = running;
            assertTrue(spaces.sync("team", "ann", hello).isDone());
            spaces.close();
        }
    }

    @Test
    void framesAndSnapshotsOfOtherVersionsAreRefused() {
        Bytes newer = Bytes.owned(new byte[] {9});
        assertThrows(Incompatible.class, () -> CommitFrame.read(newer, (id, millis, set) -> {}));
        assertThrows(Incompatible.class, () -> ShardImage.reader(id -> space())
                .accept(new ByteSource(new byte[] {1, 9}, ErrorCode.CORRUPT_FILE)));
        assertThrows(Corrupt.class, () -> ShardImage.reader(id -> space())
                .accept(new ByteSource(new byte[] {2, 0, 0}, ErrorCode.CORRUPT_FILE)));
    }

    private SpaceState space() {
        return new SpaceState(
                "team",
                STILL,
                1,
                new SpaceFunctions("team", MergeRules.NONE, Alarm.SILENT),
                new Retention(
                        Limits.DEFAULT,
                        new Spilling("team", new FileDisk(folder), Limits.DEFAULT, Alarm.SILENT)));
    }

    private CommitLog log() {
        Disk disk = new FileDisk(folder.resolve("log"));
        return FileCommitLog.open(
                disk,
                LogOptions.SEGMENT_BYTES_MIN,
                new SerialExecutor(Runnable::run, Alarm.SILENT));
    }

    private Spaces spaces(CommitLog log, String schema, int turnBytes) {
        Ports ports = new Ports(
                log,
                new FileSnapshotStore(new FileDisk(folder.resolve("snapshots"))),
                new FileDisk(folder.resolve("conflicts")),
                STILL,
                task -> executor.execute(task),
                Alarm.SILENT);
        Limits limits = new Limits(1 << 20, turnBytes, 1 << 20);
        return new Spaces(
                ports, Rules.of(ServedSchema.script(schema), SIGNER, limits, MergeRules.NONE));
    }
}
