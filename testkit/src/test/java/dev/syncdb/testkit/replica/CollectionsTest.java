package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.client.replica.Replica;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What becomes of lists and maps that two phones and a backend edit at the same time. */
class CollectionsTest extends TwoPhones {
    private static final String SCHEMA = """
            CREATE TABLE plans (
              id INTEGER PRIMARY KEY,
              steps TEXT LIST,
              marks TEXT MAP);
            INSERT INTO plans VALUES (1, '["a","b","c"]', '{"x":{"n":1},"y":1}'), (2, NULL, NULL);
            """;

    private static final String ALL = "SELECT * FROM plans";

    CollectionsTest() {
        super(SCHEMA, 0, ALL);
    }

    @Test
    void aListKeepsWhatEitherAddsInItsPlace() {
        steps(ann, "[\"a\", \"x\", \"b\", \"c\"]");
        steps(bob, "[\"c\", \"a\", \"b\", \"y\"]");
        exchanges.sync(ann);
        assertEquals("[\"a\",\"x\",\"b\",\"c\"]", text("steps"));
        exchanges.sync(bob);
        rest();
        assertEquals("[\"c\",\"a\",\"x\",\"b\",\"y\"]", text("steps"));
        assertEquals(0, conflicts());
    }

    @Test
    void manyEditsOfOneListThatWaitAreMergedOneByOne() {
        steps(bob, "[\"p\",\"a\",\"c\"]");
        exchanges.sync(bob);
        steps(ann, "[\"a\",\"b\",\"c\",\"d\"]");
        steps(ann, "[\"b\", \"a\", \"c\", \"d\"]");
        steps(ann, "[\"b\",\"a\",\"c\",\"e\",\"d\"]");
        reopenAnn();
        rest();
        assertEquals("[\"p\",\"a\",\"c\",\"e\",\"d\"]", text("steps"));
        assertEquals(0, conflicts(), "a delete stays against a move");
    }

    @Test
    void whatTheBackendWritesIsAnEditLikeAnyOther() {
        steps(ann, "[\"b\",\"c\",\"x\"]");
        backend("steps = '[\"a\",\"b\",\"y\",\"c\"]', marks = '{\"x\":{\"n\":1},\"y\":2}'");
        marks(ann, "{\"x\":{\"n\":2},\"y\":1}");
        rest();
        assertEquals("[\"b\",\"y\",\"c\",\"x\"]", text("steps"));
        assertEquals("{\"x\":{\"n\":2},\"y\":2}", text("marks"));
        assertEquals(0, conflicts());
    }

    @Test
    void twoMovesOfOneElementAreOnRecord() {
        steps(ann, "[\"a\",\"b\",\"c\",\"d\"]");
        rest();
        steps(ann, "[\"b\",\"c\",\"d\",\"a\"]");
        passSecond();
        steps(bob, "[\"b\",\"c\",\"a\",\"d\"]");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals("[\"b\",\"c\",\"a\",\"d\"]", text("steps"), "Bob's is later");
        assertEquals(1, conflicts());
        String query =
                "SELECT kind, base_value, stored_value, incoming_value FROM syncdb_conflicts";
        assertEquals(
                query + "\n('OVERLAP', '[\"a\",\"b\",\"c\",\"d\"]',"
                        + " '[\"b\",\"c\",\"a\",\"d\"]',"
                        + " '[\"b\",\"c\",\"d\",\"a\"]')",
                exchanges.show(query));
    }

    @Test
    void aPendingEditOfAListIsShownOnTopOfWhatOthersMadeOfIt() {
        steps(bob, "[\"p\",\"a\",\"b\",\"c\"]");
        exchanges.sync(bob);
        exchanges.exchange(ann);
        steps(ann, "[\"a\",\"b\",\"c\",\"q\"]");
        exchanges.sync(ann);
        assertEquals("[\"a\",\"b\",\"c\",\"q\"]", text("steps"), "it had seen p");
        rest();
    }

    @Test
    void aMapKeepsWhatEitherPuts() {
        marks(ann, "{\"x\": {\"n\": 2}, \"y\": 1, \"z\": {\"p\": 1}}");
        marks(bob, "{\"x\":{\"n\":1,\"m\":[1,2]},\"z\":{\"q\":2}}");
        exchanges.sync(ann);
        exchanges.sync(bob);
        rest();
        assertEquals("{\"x\":{\"n\":2,\"m\":[1,2]},\"z\":{\"p\":1,\"q\":2}}", text("marks"));
        assertEquals(0, conflicts());
    }

    @Test
    void ofTwoValuesOfOneMemberTheLaterStaysAndTheOtherIsOnRecord() {
        marks(ann, "{\"x\":{\"n\":5},\"y\":7}");
        passSecond();
        marks(bob, "{\"y\":1,\"x\":{\"n\":6}}");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals("{\"x\":{\"n\":6},\"y\":7}", text("marks"));
        assertEquals(1, conflicts());
        String query = "SELECT base_value, stored_value, incoming_value FROM syncdb_conflicts";
        assertEquals(query + "\n('$.x.n=1', '$.x.n=6', '$.x.n=5')", exchanges.show(query));
    }

    @Test
    void whatIsPutIntoAnObjectThatIsRemovedMeanwhileBringsItBack() {
        marks(bob, "{\"y\":1}");
        passSecond();
        marks(ann, "{\"x\":{\"n\":1,\"m\":2},\"y\":1}");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals("{\"y\":1,\"x\":{\"m\":2}}", text("marks"));
        assertEquals(1, conflicts());
    }

    @Test
    void nothingIsACollectionOfNothing() {
        for (Replica phone : List.of(ann, bob)) {
            String name = phone.equals(ann) ? "ann" : "bob";
            phone.database()
                    .write(session -> session.execute(
                            "UPDATE plans SET steps = ?, marks = ? WHERE id = 2",
                            "[\"" + name + "\"]",
                            "{\"" + name + "\":1}"));
        }
        exchanges.sync(ann);
        exchanges.sync(bob);
        rest();
        assertEquals(
                "SELECT steps, marks FROM plans WHERE id = 2\n"
                        + "('[\"ann\",\"bob\"]', '{\"ann\":1,\"bob\":1}')",
                exchanges.show("SELECT steps, marks FROM plans WHERE id = 2"));
        assertEquals(0, conflicts());
    }

    private static void steps(Replica phone, String list) {
        phone.database()
                .write(session -> session.execute("UPDATE plans SET steps = ? WHERE id = 1", list));
    }

    private static void marks(Replica phone, String map) {
        phone.database()
                .write(session -> session.execute("UPDATE plans SET marks = ? WHERE id = 1", map));
    }

    private String text(String column) {
        String shown = server("SELECT " + column + " FROM plans WHERE id = 1");
        return shown.substring(2, shown.length() - 2);
    }

    private void backend(String set) {
        space().execute("UPDATE plans SET " + set + " WHERE id = 1");
    }
}
