package dev.syncdb.client.replica;

import static dev.syncdb.client.replica.Words.accepted;
import static dev.syncdb.client.replica.Words.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Progress.Next;
import dev.syncdb.client.replica.ReplicaEvent.Kind;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.push.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An upload in portions, over a connection that may break. */
class UploadTest {
    @TempDir
    Path folder;

    @Test
    void anUploadGoesOnPortionByPortion() {
        try (Phone phone = Phone.synced(folder)) {
            phone.pushBytesMax = 220;
            phone.reopen();
            for (int i = 1; i <= 6; i++) {
                phone.write(
                        "INSERT INTO tasks (id, title) VALUES ('t" + i + "', 'title " + i + "')");
            }
            long lastTx = 0;
            Progress progress;
            int requests = 0;
            do {
                SyncRequest request = phone.request();
                int count = request.push().transactions().size();
                assertTrue(count >= 1 && count <= 3, count + " transactions at once");
                assertEquals(lastTx + 1, request.push().firstTx());
                List<Outcome> outcomes = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    lastTx++;
                    outcomes.add(accepted(lastTx, lastTx));
                }
                progress = phone.receive(answer(20 + lastTx, lastTx, outcomes));
                requests++;
            } while (progress.next() == Next.AGAIN);
            assertEquals(Next.CAUGHT_UP, progress.next());
            assertEquals(6, lastTx);
            assertTrue(requests >= 2);
        }
    }

    @Test
    void aCutUploadIsRepeatedInSmallerPortionsAndFindsWhatArrivedAllTheSame() {
        try (Phone phone = Phone.synced(folder)) {
            phone.pushBytesMax = 16_384;
            phone.reopen();
            String title = "x".repeat(3_900);
            for (int i = 1; i <= 4; i++) {
                phone.write(
                        "INSERT INTO tasks (id, title) VALUES ('t" + i + "', '" + title + i + "')");
            }
            assertEquals(4, phone.request().push().transactions().size());
            assertEquals(2, phone.request().push().transactions().size(), "no answer came");
            SyncRequest third = phone.request();
            assertEquals(1, third.push().transactions().size());
            assertEquals(3, third.push().nonces().size(), "of what the server may have");
            Progress progress = phone.receive(
                    answer(15, 3, List.of(accepted(1, 1L), accepted(2, 2L), accepted(3, 3L))));
            assertEquals(3, progress.accepted(), "the first request had arrived");
            assertEquals(Next.AGAIN, progress.next());
            assertEquals(1, phone.request().push().transactions().size());
        }
    }

    @Test
    void aServerThatJudgedWhatThisDeviceNeverSentMeansAnother() {
        try (Phone phone = Phone.synced(folder)) {
            phone.write("INSERT INTO tasks (id, title) VALUES ('a', 'milk')");
            phone.request();
            phone.write("INSERT INTO tasks (id, title) VALUES ('b', 'bread')");
            Progress progress =
                    phone.receive(answer(15, 2, List.of(accepted(1, 1L), accepted(2, 2L))));
            assertEquals(List.of(), progress.events(), "first it shows what it means by 2");
            assertEquals(2, phone.request().push().transactions().size());
            progress = phone.receive(Words.refusal(ErrorCode.FORKED, 1));
            assertEquals(Kind.REREGISTERED, progress.events().get(0).kind());
            assertEquals(1, phone.replica.pending(), "the first was compared, and is done");
            assertEquals("('a', 'milk', NULL) ('b', 'bread', NULL)", phone.tasks());
        }
    }
}
