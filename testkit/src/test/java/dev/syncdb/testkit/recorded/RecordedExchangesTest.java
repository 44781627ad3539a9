package dev.syncdb.testkit.recorded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.recorded.Line.Event;
import dev.syncdb.testkit.recorded.Line.Message;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Any change of the wire is noticed: what was said once is said again, byte for byte. */
final class RecordedExchangesTest {
    private static final Set<String> NAMES =
            Set.of("SyncRequest", "Brief", "Answer", "News", "Rewound", "Refusal");

    @BeforeAll
    static void writeAnewIfAsked() throws IOException {
        if (Boolean.getBoolean(Recordings.WRITE_PROPERTY)) {
            Recordings.write(played());
        }
    }

    @Test
    void phonesAndServerSayWhatTheySaidBefore() throws IOException {
        assertEquals("", Difference.first(Recordings.read(), played()));
    }

    @Test
    void everyMessageIsUnderstoodAndSaidAgainInTheSameBytes() throws IOException {
        Map<String, Conversation> conversations = new HashMap<>();
        Set<String> names = new TreeSet<>();
        for (Chapter chapter : Recordings.read()) {
            for (Line line : chapter.lines()) {
                if (line instanceof Message message) {
                    names.add(message.name());
                    Conversation conversation = conversations.computeIfAbsent(
                            message.phone(), phone -> new Conversation());
                    byte[] again = saidAgain(message, conversation);
                    assertArrayEquals(message.bytes(), again, chapter.name() + ": " + message);
                }
            }
        }
        assertEquals(new TreeSet<>(NAMES), names, "a kind that was not recorded is not guarded");
    }

    @Test
    void aServerMadeInTheSameWayAnswersTheRecordedRequestsAsBefore() throws IOException {
        List<Chapter> recorded = Recordings.read();
        List<Chapter> answered = new ArrayList<>();
        try (Hub hub = new Hub()) {
            recorded.forEach(chapter -> answered.add(answered(chapter, hub)));
        }
        assertEquals("", Difference.first(recorded, answered));
    }

    private static List<Chapter> played() {
        try (Life life = new Life()) {
            return life.play();
        }
    }

    /** The same chapter with what this server answers. */
    private static Chapter answered(Chapter chapter, Hub hub) {
        List<Line> lines = new ArrayList<>();
        byte[] answer = {};
        for (Line line : chapter.lines()) {
            if (line instanceof Event event) {
                hub.meet(event);
            }
            if (line instanceof Message message && message.isRequest()) {
                answer = hub.answer(message.bytes());
            }
            boolean told = line instanceof Message message && !message.isRequest();
            lines.add(told ? ((Message) line).saying(answer) : line);
        }
        return new Chapter(chapter.name(), lines);
    }

    private static byte[] saidAgain(Message message, Conversation conversation) {
        byte[] bytes = message.bytes();
        if (message.isRequest()) {
            return RequestCodec.encode(conversation.request(bytes));
        }
        conversation.response(bytes);
        return ResponseCodec.encode(ResponseCodec.decode(bytes));
    }
}
