package dev.syncdb.lab.chaos;

import dev.syncdb.Database;
import dev.syncdb.DatabaseOptions;
import dev.syncdb.ThreadScheduler;
import dev.syncdb.client.ClientOptions;
import dev.syncdb.client.SyncClient;
import dev.syncdb.client.SyncPolicy;
import dev.syncdb.client.SyncResult;
import dev.syncdb.client.replica.ReplicaOptions;
import dev.syncdb.client.transport.Credentials;
import dev.syncdb.client.transport.HttpOptions;
import dev.syncdb.client.transport.HttpTransport;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.journal.Durability;
import dev.syncdb.journal.FileDisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

/** The process of one phone: {@code NAME FOLDER URL RUN}. It writes all the time. */
final class ChaosPhone {
    /** Impatient, so that a run of minutes has many exchanges. */
    private static final SyncPolicy POLICY = new SyncPolicy(1_000, 20, 100, 2_000);

    private static final HttpOptions HTTP = new HttpOptions(2_000, 4_000, 64 << 20);
    private static final int PAGE_BYTES_MAX = 4_000;
    private static final int PAUSE_MILLIS_MAX = 200;
    private static final long SETTLE_SECONDS_MAX = 120;
    private static final Duration SETTLE_STEP = Duration.ofSeconds(5);

    private final String name;
    private final SyncClient client;
    private volatile boolean settling;

    private ChaosPhone(String name, SyncClient client) {
        this.name = name;
        this.client = client;
    }

    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        ReplicaOptions replica = new ReplicaOptions(
                new FileDisk(Path.of(arguments[1])),
                DatabaseOptions.standard().environment(),
                Durability.FULL,
                ChaosServer.SPACE + "/" + name,
                PAGE_BYTES_MAX);
        ChaosPhone phone = new ChaosPhone(
                name,
                SyncClient.open(new ClientOptions(
                        replica,
                        new HttpTransport(arguments[2], ChaosServer.SPACE, HTTP),
                        Credentials.of(name),
                        new ThreadScheduler(name),
                        POLICY)));
        phone.client
                .replica()
                .openingEvents()
                .forEach(event -> Speech.say(Speech.BROKEN, name + " opened with " + event));
        phone.client.start();
        Speech.say(Speech.READY, name);
        Thread writer = new Thread(() -> phone.write(arguments[3]), "writer");
        writer.setDaemon(true);
        writer.start();
        phone.obey();
    }

    private void write(String run) {
        SplittableRandom pauses = new SplittableRandom(run.hashCode());
        Chores chores = new Chores(name, run.hashCode() * 31L + name.hashCode());
        Database database = client.database();
        try {
            for (int i = 1; !settling; i++) {
                Thread.sleep(pauses.nextInt(PAUSE_MILLIS_MAX));
                if (database.schema().find("words") == null) {
                    // It has not heard from the server yet.
                    continue;
                }
                String word = name + "-" + run + "-" + i;
                try {
                    database.write(session -> {
                        chores.write(session, word);
                        return word;
                    });
                    Speech.say(Speech.ACKNOWLEDGED, word);
                } catch (SyncDbException refused) {
                    Speech.say(Speech.BROKEN, name + " cannot write: " + refused);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void obey() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(Speech.SETTLE)) {
                settling = true;
                settle();
            }
        }
        System.exit(0);
    }

    private void settle() {
        long end = System.nanoTime() + SETTLE_SECONDS_MAX * 1_000_000_000L;
        SyncResult result = client.sync(SETTLE_STEP);
        while (!result.caughtUp() && System.nanoTime() < end) {
            result = client.sync(SETTLE_STEP);
        }
        if (!result.caughtUp()) {
            Speech.say(Speech.BROKEN, name + " does not come to rest: " + result);
        }
        Database database = client.database();
        database.check().forEach(wrong -> Speech.say(Speech.BROKEN, name + ": " + wrong));
        try (var session = database.session()) {
            session.query("SELECT operations FROM syncdb_rejected")
                    .toList()
                    .forEach(row ->
                            Speech.say(Speech.REJECTED, row.at(0).asText().replace('\n', ' ')));
            Chores.words(session).forEach(word -> Speech.say(Speech.WORD, word));
            Speech.say(Speech.STATE, Chores.digest(session));
        }
    }
}
