package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.syncdb.delta.TextDelta.Hunk;
import dev.syncdb.oracle.Corpora;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What another implementation of such an algebra, the type text-unicode, says of thousands of edits
 * that chance made. It counts code points. An operation is a list of numbers, which keep so many,
 * strings, which are inserted, and {@code {"d":n}}, which deletes so many.
 */
class OtVectorsTest {
    private static final String FOLDER = "text-crdt-ot-vectors/ot/";

    /** Signs of two units, which have to be counted as one, become private signs of one unit. */
    private final Map<Integer, Character> signs = new HashMap<>();

    /**
     * As it is read.
     *
     * @param isCanonical false if an insertion is written behind a deletion. Here it is before it,
     *     where it may meet other insertions of the other side
     */
    private record Operation(TextDelta delta, boolean isCanonical) {}

    private interface Vector {
        void check(JsonMap vector, String line);
    }

    @Test
    void everyEditMakesTheTextItShould() {
        int count = forEach("apply", (vector, line) -> {
            String text = single(string(vector, "str"));
            String result = single(string(vector, "result"));
            TextDelta delta = operation(vector, "op").delta;
            assertEquals(result, delta.applied(text), line);
            assertEquals(text, delta.inverse(text).applied(result), line);
            assertEquals(delta, TextDelta.read(delta.toBytes()), line);
            TextDifferenceTest.between(string(vector, "str"), string(vector, "result"), line);
        });
        assertEquals(4_316, count);
    }

    @Test
    void twoEditsMakeTheOneTheyShould() {
        int count = forEach("compose", (vector, line) -> {
            TextDelta first = operation(vector, "op1").delta;
            TextDelta second = operation(vector, "op2").delta;
            assertEquals(operation(vector, "result").delta, first.then(second), line);
        });
        assertEquals(1_415, count);
    }

    @Test
    void anEditBesideAnotherBecomesWhatItShould() {
        int[] exact = {0};
        int count = forEach("transform", (vector, line) -> {
            Operation mine = operation(vector, "op");
            Operation other = operation(vector, "otherOp");
            boolean left = string(vector, "side").equals("left");
            TextDelta expected = operation(vector, "result").delta;
            TextDelta over = mine.delta.over(other.delta, left);
            if (mine.isCanonical && other.isCanonical) {
                assertEquals(expected, over, line);
                exact[0]++;
            } else {
                assertEquals(expected.inserted(), over.inserted(), line);
                assertEquals(expected.deleted(), over.deleted(), line);
            }
            int length = Math.max(mine.delta.lengthMin(), other.delta.lengthMin());
            String text = "0123456789".repeat(length / 10 + 1);
            assertEquals(
                    mine.delta.then(other.delta.over(mine.delta, !left)).applied(text),
                    other.delta.then(over).applied(text),
                    line);
        });
        assertEquals(4_508, count);
        assertEquals(2_362, exact[0]);
    }

    private int forEach(String name, Vector check) {
        int count = 0;
        for (String line : Corpora.text(FOLDER + name + ".jsonl.gz").split("\n")) {
            JsonMap vector = JsonMap.parse(line);
            assertNotNull(vector, line);
            check.check(vector, line);
            count++;
        }
        return count;
    }

    private Operation operation(JsonMap vector, String member) {
        String json = vector.get(JsonPath.ROOT.then(member));
        List<Hunk> hunks = new ArrayList<>();
        boolean canonical = true;
        boolean deleting = false;
        for (String part : JsonArray.elements(json)) {
            if (part.startsWith("\"")) {
                hunks.add(new Hunk(0, 0, single(JsonString.read(part))));
                canonical &= !deleting;
            } else if (part.startsWith("{")) {
                String units = JsonMap.parse(part).get(JsonPath.ROOT.then("d"));
                hunks.add(new Hunk(0, Integer.parseInt(units), ""));
                deleting = true;
            } else {
                hunks.add(new Hunk(Integer.parseInt(part), 0, ""));
                deleting = false;
            }
        }
        return new Operation(TextDelta.of(hunks), canonical);
    }

    private static String string(JsonMap vector, String member) {
        return JsonString.read(vector.get(JsonPath.ROOT.then(member)));
    }

    private String single(String text) {
        StringBuilder single = new StringBuilder();
        text.codePoints()
                .forEach(point -> single.append(
                        Character.isBmpCodePoint(point)
                                ? (char) point
                                : signs.computeIfAbsent(
                                        point, any -> (char) (0xE000 + signs.size()))));
        return single.toString();
    }
}
