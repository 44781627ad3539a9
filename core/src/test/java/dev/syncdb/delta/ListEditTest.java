package dev.syncdb.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class ListEditTest {
    private static final int TRIES = 1_000;

    @Test
    void whatStaysIsToldByItsPlaceAndWhatIsNewByItself() {
        assertEquals("[0..1] +\"x\" [2]", shown("[1,2,3,4]", "[1,2,\"x\",3]"));
        assertEquals("[3] [0..2]", shown("[1,2,3,4]", "[4,1,2,3]"), "one has moved");
        assertEquals("[0..1]", shown("[1,1]", "[1, 1]"));
        assertEquals("[0] +1", shown("[1]", "[1,1]"));
        assertEquals("", shown("[1,2]", "[]"));
        assertEquals("+1 +2", shown("[]", "[1,2]"));
        assertEquals("[0] +2.0", shown("[1,2]", "[1,2.0]"));
    }

    @Test
    void anObjectIsTheSameByItsId() {
        String base = "[{\"id\":1,\"a\":1},{\"id\":2},{\"id\":\"2\"}]";
        assertEquals(
                "[2] [0]={\"id\":1,\"a\":2}", shown(base, "[{\"id\":\"2\"},{\"id\":1, \"a\":2}]"));
        assertEquals(
                "[0] +{\"id\":1} [1..2]",
                shown(base, "[{\"id\":1,\"a\":1},{\"id\":1},{\"id\":2},{\"id\":\"2\"}]"),
                "an id that is there twice is none");
        assertEquals("[0] +{\"a\":1}", shown("[{\"id\":1}]", "[{\"id\":1},{\"a\":1}]"));
        assertEquals("+{\"id\":2}", shown("[{\"ID\":1}]", "[{\"id\":2}]"));
    }

    @Test
    void anEditIsOfOneList() {
        ListEdit edit = edit("[1,2]", "[2,3]");
        assertTrue(edit.isOf(List.of("1", "2")));
        assertFalse(edit.isOf(List.of("1", "3")));
        ListEdit tooLong = ListEdit.parse("[" + (edit.crc() & 0xFFFFFFFFL) + ",[1,2]]");
        assertNotNull(tooLong);
        assertFalse(tooLong.isOf(List.of("1", "2")), "it reaches beyond the end");
        assertEquals(List.of("2", "3"), edit.applied(List.of("1", "2")));
        assertNull(ListEdit.between("{}", "[]"));
        assertNull(ListEdit.between("[]", "{}"));
        assertEquals(edit("[]", "[1]"), ListEdit.between(null, "[1]"), "nothing is empty");
    }

    @Test
    void whereTheListIsUnknownWhatIsNewComesLast() {
        assertEquals(List.of("9", "3"), edit("[1,2]", "[3,2]").appended(List.of("9")));
        ListEdit edit = edit("[{\"id\":1},{\"id\":2}]", "[{\"id\":1,\"a\":1},{\"id\":2,\"a\":2}]");
        assertEquals(
                List.of("7", "{\"id\":2,\"a\":2}", "{\"id\":1,\"a\":1}"),
                edit.appended(List.of("7", "{\"id\":2}")));
        ListEdit odd = ListEdit.parse("[1,[0,0,5]]");
        assertNotNull(odd);
        assertEquals(List.of("5"), odd.appended(List.of()));
    }

    @Test
    void anEditTravelsAsText() {
        ListEdit edit = edit(
                "[{\"id\":1},{\"id\":2},{\"id\":3}]",
                "[{\"id\":5},{\"id\":6},{\"id\":3},{\"id\":1},{\"id\":2,\"a\":[1]},{\"id\":7}]");
        String crc = String.valueOf(edit.crc() & 0xFFFFFFFFL);
        assertEquals(
                "[" + crc + ",[[{\"id\":5},{\"id\":6}]],[2,1],[0,1],[1,0,{\"id\":2,\"a\":[1]}],"
                        + "[[{\"id\":7}]]]",
                edit.text());
        assertEquals(edit, ListEdit.parse(edit.text()));
        for (String wrong : List.of(
                "",
                "[]",
                "{}",
                "[-1]",
                "[4294967296]",
                "[12345678901]",
                "[1.5]",
                "[\"1\"]",
                "[1,2]",
                "[1,[]]",
                "[1,[2]]",
                "[1,[-1,1]]",
                "[1,[0,0]]",
                "[1,[0,1,2]]",
                "[1,[0,0,2,3]]",
                "[1,[0,2],[1,1]]",
                "[1,[0,0,7],[0,0,8]]",
                "[1,[99999999,1]]",
                "[1,[0,99999999]]")) {
            assertNull(ListEdit.parse(wrong), wrong);
        }
        assertNotNull(ListEdit.parse("[4294967295,[2,1],[0,2],[[]]]"));
    }

    @Test
    void theDeepestElementTravels() {
        int most = JsonText.DEPTH_MAX;
        String deep = "[" + "[".repeat(most) + "]".repeat(most) + "]";
        ListEdit edit = edit("[]", deep);
        assertEquals(edit, ListEdit.parse(edit.text()));
    }

    @Test
    void anEditMakesOfTheListBeforeTheListAfter() {
        for (int seed = 0; seed < TRIES; seed++) {
            Random random = new Random(seed);
            List<String> base = random(random, random.nextInt(12));
            List<String> after = random(random, random.nextInt(12));
            ListEdit edit = ListEdit.between(base, after);
            assertEquals(after, edit.applied(base), "seed " + seed);
            assertEquals(edit, ListEdit.parse(edit.text()), "seed " + seed);
            assertTrue(edit.isOf(base), "seed " + seed);
        }
    }

    @Test
    void whatStaysIsAsMuchAsThereCanBe() {
        List<String> base = List.of("a", "b", "c", "a", "b", "b", "a");
        List<String> after = List.of("c", "b", "a", "b", "a", "c");
        int stayed = 0;
        int last = -1;
        for (int place : ListDifference.places(base, after)) {
            stayed += place > last ? 1 : 0;
            last = Math.max(last, place);
        }
        assertEquals(4, stayed, "the example of the paper");
    }

    @Test
    void listsThatDifferTooMuchAreComparedByTheirEndsAndWhatIsTheSameHasMoved() {
        List<String> base = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            base.add(String.valueOf(i));
        }
        List<String> after = new ArrayList<>(base);
        Collections.shuffle(after.subList(1, 9_999), new Random(1));
        ListEdit edit = ListEdit.between(base, after);
        assertEquals(after, edit.applied(base));
        assertTrue(edit.each().stream().noneMatch(ListEdit.Step::isNew), "nothing is new");
    }

    private static List<String> random(Random random, int count) {
        List<String> elements = new ArrayList<>();
        boolean objects = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            int number = random.nextInt(8);
            elements.add(
                    objects
                            ? "{\"id\":" + number + ",\"a\":" + random.nextInt(2) + "}"
                            : "" + number);
        }
        return elements;
    }

    private static String shown(String before, String after) {
        return edit(before, after).shown();
    }

    private static ListEdit edit(String before, String after) {
        ListEdit edit = ListEdit.between(before, after);
        assertNotNull(edit);
        return edit;
    }
}
