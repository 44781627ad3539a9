package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.TextCursor;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/**
 * Several people type into one note at the same time and see each other's letters come in, each
 * behind a cursor that stays where its owner had put it.
 */
class LiveTypingTest {
    private static final String SCHEMA = """
            CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT MERGED);
            INSERT INTO notes VALUES (1, '<>  <>');
            """;

    /** A phone on which somebody types one word, letter by letter. */
    private static final class Typist {
        private final Exchanges exchanges;
        private final Replica phone;
        private final String word;
        private String shown = "";
        private int cursor;
        private int typed;

        Typist(Exchanges exchanges, String word) {
            this.exchanges = exchanges;
            this.word = word;
            phone = exchanges.open(new FakeDisk(), 1 << 16, 0);
            sync();
        }

        void place(int at) {
            cursor = at;
        }

        /** Types one letter at the cursor, which is then behind it. */
        void type() {
            if (typed < word.length()) {
                String after = shown.substring(0, cursor)
                        + word.charAt(typed++)
                        + shown.substring(cursor++);
                phone.database().execute("UPDATE notes SET body = ?", after);
                shown = after;
            }
        }

        /** Takes back the letter before the cursor, which was its own, and types it again. */
        void correct() {
            if (typed > 0) {
                String after = shown.substring(0, cursor - 1) + shown.substring(cursor);
                phone.database().execute("UPDATE notes SET body = ?", after);
                shown = after;
                cursor--;
                typed--;
                type();
            }
        }

        void sync() {
            exchanges.sync(phone);
            String all = TwoPhones.read(phone, "SELECT body FROM notes");
            String now = all.substring(2, all.length() - 2);
            cursor = TextCursor.moved(shown, now, Math.min(cursor, shown.length()));
            shown = now;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nobodysCursorJumps(long seed) {
        System.out.println("seed " + seed);
        SeededRandom random = new SeededRandom(seed);
        try (Exchanges exchanges = new Exchanges(seed, SCHEMA)) {
            List<Typist> typists = new ArrayList<>();
            for (String word : new String[] {"abcdefgh", "JKLMNOPQ", "12345678"}) {
                typists.add(new Typist(exchanges, word));
            }
            // Two begin at one place, the third elsewhere.
            typists.get(0).place(1);
            typists.get(1).place(1);
            typists.get(2).place(5);
            for (int step = 0; step < 150; step++) {
                exchanges.time.advanceTo(exchanges.time.millis() + 100);
                Typist typist = typists.get((int) random.below(3));
                switch ((int) random.below(5)) {
                    case 0, 1 -> typist.sync();
                    case 2 -> typist.correct();
                    default -> typist.type();
                }
                requireBehindOwn(typist);
            }
            for (int round = 0; round < 2; round++) {
                typists.forEach(Typist::sync);
            }
            for (Typist typist : typists) {
                requireBehindOwn(typist);
                assertEquals(typists.get(0).shown, typist.shown, "all see one text");
                assertEquals(
                        typist.word.substring(0, typist.typed),
                        typist.shown.replaceAll("[^" + typist.word + "]", ""),
                        "the letters of each are in the order in which they were typed");
                typist.phone.close();
            }
            Typist apart = typists.get(2);
            assertTrue(
                    apart.shown.contains(apart.word.substring(0, apart.typed)),
                    "nobody writes into a word that is typed elsewhere: " + apart.shown);
            assertEquals(
                    6 + typists.stream().mapToInt(typist -> typist.typed).sum(),
                    typists.get(0).shown.length(),
                    "nothing is lost, and nothing is there twice");
        }
    }

    private static void requireBehindOwn(Typist typist) {
        if (typist.typed > 0) {
            assertEquals(
                    typist.word.charAt(typist.typed - 1),
                    typist.shown.charAt(typist.cursor - 1),
                    "the cursor is behind the last letter that was typed there: " + typist.shown
                            + " at " + typist.cursor);
        }
    }
}
