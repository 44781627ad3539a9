package dev.syncdb.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.Retryable;
import dev.syncdb.value.Row;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The server's process is killed again and again while phones push: what it acknowledged is there
 * afterwards, and nothing is there twice.
 */
@Order(1)
final class KilledServerTest {
    private static final int KILLS = 20;
    private static final int KILLS_WITHOUT_PUSH_MAX = 5;
    private static final int PHONES = 2;

    /** So many pushes have been answered since the server started when it is killed. */
    private static final int ANSWERS_BEFORE_KILL = 6;

    private static final String SCHEMA =
            "CREATE TABLE note (id TEXT PRIMARY KEY, author INTEGER NOT NULL, body TEXT NOT NULL);";

    @TempDir
    Path folder;

    /** What one phone wrote, as the test remembers it. */
    private static final class Ledger {
        final Set<String> written = new HashSet<>();
        final Set<String> acknowledged = new HashSet<>();
    }

    @Test
    void everyAcknowledgedWriteIsThereOnceAfterTwentyKills() throws Exception {
        ChildServer.Setting setting = new ChildServer.Setting(
                folder.resolve("server"),
                Files.writeString(folder.resolve("schema.sql"), SCHEMA),
                Stage.SPACE,
                List.of("t0=phone0", "t1=phone1"));
        ChildServer server = ChildServer.start(setting);
        List<Phone> phones = phones(server.port());
        List<Ledger> ledgers = List.of(new Ledger(), new Ledger());
        ExecutorService threads = Executors.newFixedThreadPool(PHONES);
        int killsWithoutPush = 0;
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                int unanswered = pushUntilKilled(server, phones, ledgers, threads);
                killsWithoutPush += unanswered == 0 ? 1 : 0;
                server.close();
                server = ChildServer.start(setting);
                for (Phone phone : phones) {
                    phone.relay().aimAt(server.port());
                }
            }
            System.out.println(KILLS + " kills, " + (KILLS - killsWithoutPush)
                    + " of them with a push that was not answered; "
                    + (ledgers.get(0).written.size() + ledgers.get(1).written.size())
                    + " writes");
            assertTrue(
                    killsWithoutPush <= KILLS_WITHOUT_PUSH_MAX,
                    killsWithoutPush + " kills met no push, so they proved nothing");
            check(server, phones, ledgers);
        } finally {
            threads.shutdownNow();
            for (Phone phone : phones) {
                phone.close();
                phone.relay().close();
            }
            server.close();
        }
    }

    private List<Phone> phones(int port) throws IOException {
        List<Phone> phones = new ArrayList<>();
        for (int i = 0; i < PHONES; i++) {
            Path place = folder.resolve("phone" + i);
            Phone phone = new Phone("phone" + i, place, new CountingProxy(port), "t" + i);
            phone.reopen(Phone.PAGE_BYTES);
            phone.sync();
            phones.add(phone);
        }
        return phones;
    }

    /** How many phones were waiting for an answer that never came. */
    private static int pushUntilKilled(
            ChildServer server, List<Phone> phones, List<Ledger> ledgers, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Semaphore answers = new Semaphore(0);
        List<Future<Boolean>> pushing = new ArrayList<>();
        for (int i = 0; i < PHONES; i++) {
            int author = i;
            Callable<Boolean> push = () ->
                    pushUntilUnanswered(phones.get(author), author, ledgers.get(author), answers);
            pushing.add(threads.submit(push));
        }
        answers.acquire(ANSWERS_BEFORE_KILL);
        server.kill();
        int unanswered = 0;
        for (Future<Boolean> push : pushing) {
            unanswered += push.get() ? 1 : 0;
        }
        return unanswered;
    }

    /** Writes and pushes until no answer comes; true if the last push was on its way. */
    private static boolean pushUntilUnanswered(
            Phone phone, int author, Ledger ledger, Semaphore answers) {
        try {
            while (true) {
                String id = author + "-" + ledger.written.size();
                phone.run("INSERT INTO note VALUES ('" + id + "', " + author + ", 'a note')");
                ledger.written.add(id);
                long sent = phone.relay().traffic().requests();
                try {
                    phone.sync();
                } catch (Retryable unanswered) {
                    return phone.relay().traffic().requests() > sent;
                }
                assertEquals(0, phone.run("SELECT * FROM syncdb_outbox").rows().size());
                ledger.acknowledged.addAll(ledger.written);
                answers.release();
            }
        } finally {
            // However this ends, nobody shall wait for more answers.
            answers.release(ANSWERS_BEFORE_KILL);
        }
    }

    private static void check(ChildServer server, List<Phone> phones, List<Ledger> ledgers) {
        Set<String> stored = ids(server);
        for (Ledger ledger : ledgers) {
            Set<String> lost = new HashSet<>(ledger.acknowledged);
            lost.removeAll(stored);
            assertEquals(Set.of(), lost, "acknowledged before a kill, gone after it");
        }
        phones.forEach(Phone::sync);
        phones.forEach(Phone::sync);
        Set<String> written = new HashSet<>();
        ledgers.forEach(ledger -> written.addAll(ledger.written));
        assertEquals(written, ids(server), "what was pending at a kill is pushed after it");
        for (Phone phone : phones) {
            assertEquals(written, ids(phone));
            assertEquals(
                    0,
                    phone.run("SELECT * FROM syncdb_rejected").rows().size(),
                    "a write that is taken twice is refused for its key");
        }
    }

    /** The ids of all notes, each once. */
    private static Set<String> ids(Copy copy) {
        List<Row> rows = copy.run("SELECT id FROM note").rows();
        Set<String> ids = new HashSet<>();
        rows.forEach(row -> assertTrue(ids.add(row.at(0).asText()), row + " is there twice"));
        return ids;
    }
}
