package dev.syncdb.lab.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.conflicts.Comparison.Case;
import dev.syncdb.lab.engine.Json;

import org.junit.jupiter.api.Test;

import java.util.List;

class ComparisonTest {
    private static final String SHOW = "\n-- show\nSELECT stock FROM articles\n";

    @Test
    void aRuleThatTheSchemaDoesNotAllowSaysWhy() {
        Case counter = find("""
                -- schema
                CREATE TABLE articles (id INTEGER PRIMARY KEY, stock TEXT {rule});
                INSERT INTO articles VALUES (1, 'a');
                -- ann
                UPDATE articles SET stock = 'b';
                """ + SHOW, "COUNTER");
        assertNotNull(counter.refused());
        assertTrue(counter.refused().contains("counts, and is no INTEGER"), counter.refused());
        assertEquals(List.of(), counter.outcomes());
    }

    @Test
    void aRefusedSaleIsCounted() {
        Case counter = find("""
                -- schema
                CREATE TABLE articles (
                  id INTEGER PRIMARY KEY,
                  stock INTEGER {rule} CHECK (stock >= 0));
                INSERT INTO articles VALUES (1, 1);
                -- ann
                UPDATE articles SET stock = stock - 1;
                -- bob
                UPDATE articles SET stock = stock - 1;
                """ + SHOW, "COUNTER");
        assertEquals(List.of("(0)"), counter.outcomes().get(0).rows());
        assertEquals(1, counter.outcomes().get(0).refused(), "there was only one");
        assertEquals(1, counter.outcomes().size(), "whoever comes second, one of two is refused");
    }

    @Test
    void aSchemaWithoutAPlaceForARuleIsPlayedAsItIs() {
        Comparison comparison = Comparison.of(Scenario.parse("""
                -- schema
                CREATE TABLE articles (id INTEGER PRIMARY KEY, stock INTEGER FIRST_WINS);
                INSERT INTO articles VALUES (1, 1);
                -- ann
                UPDATE articles SET stock = 2;
                -- bob
                UPDATE articles SET stock = 3;
                """ + SHOW));
        assertEquals("""
                | rule | arriving in this order | what stays | on record | refused |
                |---|---|---|--:|--:|
                | as declared | ann, bob | (2) | 1 | 0 |
                | as declared | bob, ann | (3) | 1 | 0 |
                """, comparison.table());
        assertEquals(
                "{\"rules\":[{\"rule\":\"as declared\",\"impossible\":null,\"outcomes\":["
                        + "{\"arrival\":[\"ann\",\"bob\"],\"rows\":[\"(2)\"],"
                        + "\"records\":1,\"refused\":0},"
                        + "{\"arrival\":[\"bob\",\"ann\"],\"rows\":[\"(3)\"],"
                        + "\"records\":1,\"refused\":0}]}]}",
                Json.of(comparison.json()));
    }

    @Test
    void aMistakeThatEveryRuleMeetsIsNoAnswer() {
        String wrong = """
                -- schema
                CREATE TABLE articles (id INTEGER PRIMARY KEY, stock INTEGER {rule});
                -- ann
                INSERT INTO ghosts VALUES (1);
                """;
        Comparison comparison = Comparison.of(Scenario.parse(wrong + SHOW));
        assertFalse(comparison.isPlayed(), comparison.table());
        assertTrue(comparison.table().contains("no table ghosts"), comparison.table());
    }

    @Test
    void threePhonesArriveInSixOrders() {
        assertEquals(6, Comparison.orders(List.of("ann", "bob", "cid")).size());
        assertEquals(
                List.of("bob", "ann"), Comparison.orders(List.of("ann", "bob")).get(1));
    }

    @Test
    void aFileThatIsNoScenarioSaysWhatIsMissing() {
        for (String text : List.of("", "-- schema\n-- show\n", "-- ann\n-- bob\n-- show\n")) {
            IllegalArgumentException wrong =
                    assertThrows(IllegalArgumentException.class, () -> Scenario.parse(text));
            assertTrue(String.valueOf(wrong.getMessage()).contains("-- schema"), wrong::toString);
        }
        StringBuilder many = new StringBuilder("-- schema\n");
        for (int i = 0; i <= Scenario.PHONES_MAX; i++) {
            many.append("-- phone").append(i).append('\n');
        }
        assertThrows(
                IllegalArgumentException.class, () -> Scenario.parse(many + "-- show\nSELECT 1"));
    }

    private static Case find(String scenario, String rule) {
        return Comparison.of(Scenario.parse(scenario)).cases().stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
