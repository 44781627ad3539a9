package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Progress;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.client.replica.ReplicaEvent;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What becomes of texts that two phones and a backend edit at the same time. */
class TextsTest extends TwoPhones {
    private static final String SCHEMA = """
            CREATE TABLE notes (
              id INTEGER PRIMARY KEY,
              body TEXT MERGED,
              title TEXT);
            INSERT INTO notes VALUES
              (1, 'The quick brown fox jumps over the lazy dog.', 'fox'), (2, NULL, NULL);
            CREATE TABLE drafts (
              id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,
              body TEXT MERGED);
            """;

    private static final String ALL = "SELECT * FROM notes";
    private static final String DRAFTS = "SELECT * FROM drafts";
    private static final String CONFLICT =
            "SELECT kind, base_value, stored_value, incoming_value FROM syncdb_conflicts";

    TextsTest() {
        super(SCHEMA, 0, ALL, DRAFTS);
    }

    @Test
    void editsOfDifferentPlacesBothStay() {
        body(ann, "The quick red fox jumps over the lazy dog.");
        body(bob, "The quick brown fox jumps over the lazy old dog.");
        exchanges.sync(ann);
        exchanges.sync(bob);
        rest();
        assertEquals("The quick red fox jumps over the lazy old dog.", text());
        assertEquals(0, conflicts());
    }

    @Test
    void ofWhatIsPutInAtOnePlaceWhatCameFirstStandsLeft() {
        body(ann, "The quick brown fox jumps over the lazy dog. Ann was here.");
        body(bob, "The quick brown fox jumps over the lazy dog. And Bob.");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals("The quick brown fox jumps over the lazy dog. And Bob. Ann was here.", text());
        assertEquals(0, conflicts());
    }

    @Test
    void anEditBehindOneThatIsAskedAboutIsMergedLikeAnyOther() {
        ann.database().execute("UPDATE notes SET title = 'dog' WHERE id = 1");
        body(ann, "The quick red fox jumps over the lazy dog.");
        body(ann, "The quick red fox leaps over the lazy dog.");
        bob.database().execute("UPDATE notes SET title = 'cat' WHERE id = 1");
        body(bob, "The quick brown fox jumps over the lazy old dog.");
        exchanges.sync(bob);
        assertEquals(0, exchanges.exchange(ann).accepted(), "what title did Ann see?");
        assertEquals(3, exchanges.exchange(ann).accepted());
        rest();
        assertEquals("The quick red fox leaps over the lazy old dog.", text());
        assertEquals(1, conflicts(), "of the title");
    }

    @Test
    void manyEditsOfOneTextThatWaitAreMergedOneByOne() {
        body(bob, "PS. The quick brown fox jumps over the lazy dog.");
        exchanges.sync(bob);
        body(ann, "The quick brown fox jumps over the lazy dog. A");
        body(ann, "The quick brown fox leaps over the lazy dog. A");
        body(ann, "The quick brown fox leaps over the lazy dog. AB");
        reopenAnn();
        rest();
        assertEquals("PS. The quick brown fox leaps over the lazy dog. AB", text());
        assertEquals(0, conflicts());
    }

    @Test
    void whatTheBackendWritesIsAnEditLikeAnyOther() {
        body(ann, "The quick brown fox jumps over the lazy dog!");
        space().write(session -> session.execute(
                "UPDATE notes SET body = replace(body, 'brown', 'grey') WHERE id = 1"));
        rest();
        assertEquals("The quick grey fox jumps over the lazy dog!", text());
    }

    @Test
    void theSameTypoCorrectedByTwoIsCorrectedOnce() {
        body(ann, "The quick brown wolf jumps over the lazy dog.");
        body(bob, "The quick brown wolf jumps over the lazy dog.");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals("The quick brown wolf jumps over the lazy dog.", text());
        assertEquals(0, conflicts());
    }

    @Test
    void whereOneWritesIntoWhatTheOtherDeletesBothAreOnRecord() {
        body(ann, "The fox jumps over the lazy dog.");
        body(bob, "The quick light brown fox jumps over the lazy dog.");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertTrue(text().contains("light"), "what is put in stays: " + text());
        assertEquals(1, conflicts());
        assertEquals(
                CONFLICT + "\n('OVERLAP', 'The quick brown fox jumps over the lazy dog.',"
                        + " 'The quick light brown fox jumps over the lazy dog.',"
                        + " 'The fox jumps over the lazy dog.')",
                exchanges.show(CONFLICT));
    }

    @Test
    void pendingEditsAreShownOnTopOfWhatOthersMadeOfTheText() {
        body(bob, "A quick brown fox jumps over the lazy dog.");
        exchanges.sync(bob);
        exchanges.exchange(
                ann, () -> body(ann, "The quick brown fox jumps over the lazy dog, again."));
        assertEquals(
                "A quick brown fox jumps over the lazy dog, again.",
                Exchanges.show(ann, "SELECT body FROM notes WHERE id = 1")
                        .replaceAll("(?s).*\\('(.*)'\\)", "$1"));
        rest();
    }

    @Test
    void anotherTextIsNoEditAndTheLaterOneStays() {
        body(ann, "Nothing of this was there before, not one word.");
        body(bob, "The quick brown fox jumps over the lazy dog?");
        exchanges.sync(bob);
        passSecond();
        exchanges.sync(ann);
        rest();
        assertEquals(1, conflicts());
    }

    @Test
    void whereNoTextWasBothAreKept() {
        ann.database().execute("UPDATE notes SET body = 'from Ann' WHERE id = 2");
        bob.database().execute("UPDATE notes SET body = 'from Bob' WHERE id = 2");
        exchanges.sync(ann);
        exchanges.sync(bob);
        rest();
        assertEquals("('from Annfrom Bob')", server("SELECT body FROM notes WHERE id = 2"));
    }

    /** What a phone shows of a row that it inserted itself is not what the server has told it. */
    @Test
    void whoInsertedARowThatWasThereIsToldItsTextsWhole() {
        ann.database().write(session -> {
            session.execute("INSERT INTO drafts (id) VALUES (7)");
            return session.execute("UPDATE notes SET title = 'dog' WHERE id = 1");
        });
        bob.database().execute("INSERT INTO drafts VALUES (7, 'What Bob wrote there.')");
        bob.database().execute("UPDATE notes SET title = 'cat' WHERE id = 1");
        exchanges.sync(bob);
        Progress asked = exchanges.exchange(ann);
        assertEquals(0, asked.accepted(), "the server wants to know what title Ann saw");
        bob.database().execute("UPDATE drafts SET body = body || ' And more.'");
        exchanges.sync(bob);
        assertEquals(List.of(), rebuilt(exchanges.exchange(ann)));
        rest();
        assertEquals("(7, 'What Bob wrote there. And more.')", server(DRAFTS));
    }

    @Test
    void aTextThatIsTakenAwayIsNullForAll() {
        ann.database().execute("UPDATE notes SET body = NULL WHERE id = 1");
        rest();
        assertEquals("(NULL)", server("SELECT body FROM notes WHERE id = 1"));
        body(bob, "again");
        rest();
        assertEquals("again", text());
    }

    @Test
    void aWordInALongNoteCostsFewBytesBothWays() {
        StringBuilder note = new StringBuilder();
        for (int i = 0; note.length() < 20_000; i++) {
            note.append("Sentence number ").append(i).append(" of a long note. ");
        }
        body(ann, note.toString());
        rest();
        body(ann, note.toString().replace("number 300 of", "number threehundred of"));
        int up = bytes(ann);
        int down = bytes(bob);
        rest();
        assertTrue(up <= 90, up + " bytes to tell of it and to hear that it is done");
        assertTrue(down <= 75, down + " bytes to ask and to hear of it");
    }

    /** How many bytes one request and its answer take. */
    private int bytes(Replica phone) {
        byte[] request = RequestCodec.encode(phone.request());
        byte[] answer = ResponseCodec.encode(
                exchanges.server.sync(Exchanges.SPACE, "somebody", request).join());
        phone.receive(ResponseCodec.decode(answer));
        return request.length + answer.length;
    }

    private static List<ReplicaEvent> rebuilt(Progress progress) {
        return progress.events().stream()
                .filter(event -> event.kind() == ReplicaEvent.Kind.REBUILT)
                .toList();
    }

    private void body(Replica phone, String body) {
        phone.database().execute("UPDATE notes SET body = ? WHERE id = 1", body);
    }

    private String text() {
        String shown = server("SELECT body FROM notes WHERE id = 1");
        return shown.substring(2, shown.length() - 2);
    }
}
