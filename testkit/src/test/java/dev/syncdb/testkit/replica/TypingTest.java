package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.client.replica.Replica;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.sync.encoding.ResponseCodec;
import dev.syncdb.testkit.clock.SeededRandom;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Phones and a backend that type into one note, over a line that loses answers. Every character
 * that is typed is another one, so that it is plain what became of it.
 */
class TypingTest {
    private static final String SCHEMA = """
            CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT MERGED, other INTEGER);
            INSERT INTO notes VALUES (1, '', 0);
            """;
    private static final int PHONES = 4;
    private static final int STEPS = 120;

    /** From here on one character for each keystroke. */
    private static final char FIRST = '\u4e00';

    private char next;
    private final Set<Character> deleted = new HashSet<>();

    /** More of them by {@code -Dtyping.seeds=3000}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("typing.seeds", 20));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCharacterIsThereOnceUnlessItWasDeleted(long seed) {
        System.out.println("seed " + seed);
        SeededRandom random = new SeededRandom(seed);
        next = FIRST;
        try (Exchanges exchanges = new Exchanges(seed, SCHEMA)) {
            List<Replica> phones = new ArrayList<>();
            for (int i = 0; i < PHONES; i++) {
                phones.add(exchanges.open(new FakeDisk(), 1 << 16, 0));
                exchanges.sync(phones.get(i));
            }
            for (int step = 0; step < STEPS; step++) {
                exchanges.time.advanceTo(exchanges.time.millis() + 50);
                Replica phone = phones.get((int) random.below(PHONES));
                switch ((int) random.below(8)) {
                    case 0, 1, 2, 3 -> type(phone, random);
                    case 4 -> lose(exchanges, phone);
                    case 5 -> backend(exchanges, random);
                    default -> sync(exchanges, phone);
                }
            }
            for (int i = 0; i < 2; i++) {
                phones.forEach(exchanges::sync);
            }
            String all = "SELECT body FROM notes";
            String server = exchanges.show(all);
            phones.forEach(phone -> assertEquals(server, Exchanges.show(phone, all)));
            check(body(server));
            phones.forEach(Replica::close);
        }
    }

    private static void sync(Exchanges exchanges, Replica phone) {
        exchanges.sync(phone);
        String all = "SELECT body FROM notes";
        assertEquals(
                exchanges.show(all), Exchanges.show(phone, all), "the phone has what there is");
    }

    /** The server does what it is asked, and nobody hears of it. */
    private static void lose(Exchanges exchanges, Replica phone) {
        byte[] request = RequestCodec.encode(phone.request());
        ResponseCodec.encode(exchanges.server.sync("space", "somebody", request).join());
    }

    private void type(Replica phone, SeededRandom random) {
        String body = body(Exchanges.show(phone, "SELECT body FROM notes"));
        phone.database().execute("UPDATE notes SET body = ?", edited(body, random));
    }

    private void backend(Exchanges exchanges, SeededRandom random) {
        String body = body(exchanges.show("SELECT body FROM notes"));
        String after = edited(body, random);
        exchanges
                .server
                .space("space")
                .write(session -> session.execute("UPDATE notes SET body = ?", after));
    }

    private String edited(String body, SeededRandom random) {
        int at = (int) random.below(body.length() + 1);
        boolean deletes = random.percent(40) && at < body.length();
        int end = deletes
                ? Math.min(
                        body.length(),
                        at + 1 + (int) random.below(Math.min(4, body.length() / 3 + 1)))
                : at;
        for (int i = at; i < end; i++) {
            deleted.add(body.charAt(i));
        }
        StringBuilder typed = new StringBuilder();
        for (long left = random.below(3) + (deletes ? 0 : 1); left > 0; left--) {
            typed.append(next++);
        }
        return body.substring(0, at) + typed + body.substring(end);
    }

    private void check(String body) {
        Set<Character> there = new HashSet<>();
        for (char each : body.toCharArray()) {
            assertTrue(there.add(each), "twice: " + each);
            assertTrue(!deleted.contains(each), "was deleted: " + each);
        }
        for (char each = FIRST; each < next; each++) {
            assertTrue(there.contains(each) || deleted.contains(each), "lost: " + each);
        }
    }

    private static String body(String shown) {
        return shown.substring(shown.indexOf("('") + 2, shown.length() - 2);
    }
}
