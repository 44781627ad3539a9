package dev.syncdb.client.replica;

import dev.syncdb.Rows;
import dev.syncdb.change.Change;
import dev.syncdb.client.BrittleDisk;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncResponse;
import dev.syncdb.sync.push.Outcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A replica on a folder, and the words to drive it: SQL on one side, responses made by hand on the
 * other.
 */
final class Phone implements AutoCloseable {
    static final long CLIENT = 7;

    final Path folder;
    private final SplittableRandom random = new SplittableRandom(5);
    int pageBytesMax = 1_000;
    int pushBytesMax = LocalOptions.PUSH_BYTES_MAX;
    List<List<String>> priorities = List.of();

    /** None, so that tests can count. */
    long squashMillisMax;

    Durability durability = Durability.FULL;
    long transactionMillisMax = LocalOptions.TRANSACTION_MILLIS_MAX;
    volatile long millis = 1_000_000;
    BrittleDisk disk;
    Replica replica;

    Phone(Path folder) {
        this.folder = folder;
        this.disk = new BrittleDisk(new FileDisk(folder));
        this.replica = reopened();
    }

    /** A phone that has had its first sync, at version 10. */
    static Phone synced(Path folder, Change... rows) {
        Phone phone = new Phone(folder);
        phone.request();
        phone.receive(Words.first(rows));
        return phone;
    }

    Replica reopened() {
        Environment environment =
                new Environment(() -> new Stamp(1, millis, millis), random::nextLong);
        return Replica.open(new ReplicaOptions(disk, environment, durability, "space", pageBytesMax)
                .withPriorities(priorities)
                .withLocal(new LocalOptions(
                        pushBytesMax,
                        squashMillisMax,
                        transactionMillisMax,
                        LocalOptions.LOG_BYTES_MAX)));
    }

    void reopen() {
        replica.close();
        replica = reopened();
    }

    /** Runs statements in one transaction. */
    void write(String... statements) {
        replica.database().write(session -> {
            for (String statement : statements) {
                session.execute(statement);
            }
            return null;
        });
    }

    /** The rows of a query, in brackets. */
    String read(String query) {
        List<String> rows = new ArrayList<>();
        Rows found = replica.database().query(query);
        while (found.next()) {
            rows.add(found.row().toString());
        }
        return String.join(" ", rows);
    }

    String tasks() {
        return read("SELECT id, title, done FROM tasks ORDER BY id");
    }

    /** The next request, as it arrives. */
    SyncRequest request() {
        return RequestCodec.decode(RequestCodec.encode(replica.request()));
    }

    Progress receive(SyncResponse response) {
        return replica.receive(ResponseCodec.decode(ResponseCodec.encode(response)));
    }

    /** Sends what is to be sent, and takes in an answer. */
    Progress sync(SyncResponse response) {
        request();
        return receive(response);
    }

    /**
     * An exchange in which the server judged transactions up to {@code lastTx} and has these news.
     */
    Progress sync(long version, long lastTx, List<Outcome> outcomes, Change... news) {
        return sync(Words.answer(version, lastTx, outcomes, news));
    }

    /** Copies the files whose names begin with {@code prefix} to another folder. */
    void save(String prefix, Path target) {
        copy(prefix, folder, target);
    }

    /** Puts saved files in the place of the present ones. The replica must be closed. */
    void restore(String prefix, Path source) {
        for (Path file : files(folder, prefix)) {
            delete(file);
        }
        copy(prefix, source, folder);
    }

    /**
     * Changes one byte of each file that is long enough and whose name begins with {@code prefix}.
     */
    void damage(String prefix, int position) {
        try {
            for (Path file : files(folder, prefix)) {
                byte[] bytes = Files.readAllBytes(file);
                if (position < bytes.length) {
                    bytes[position] ^= 64;
                }
                Files.write(file, bytes);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Changes one byte of that text, wherever the file has it last. */
    static void spoil(Path file, String text) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
            if (at >= 0) {
                bytes[at] ^= 1;
                Files.write(file, bytes);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Damages what the replica's journal begins with. */
    void damaged() {
        damage("replica-", 5);
    }

    @Override
    public void close() {
        replica.close();
    }

    static List<Path> files(Path folder, String prefix) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void copy(String prefix, Path source, Path target) {
        for (Path file : files(source, prefix)) {
            try {
                Files.copy(
                        file,
                        target.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
