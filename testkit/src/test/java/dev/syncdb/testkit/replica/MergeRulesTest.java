package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;
import dev.syncdb.testkit.disk.FakeDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of concurrent edits of two phones and a backend, by the rule of the column. */
class MergeRulesTest {
    private static final String SCHEMA = """
            CREATE TABLE articles (
              id INTEGER PRIMARY KEY,
              stock INTEGER COUNTER NOT NULL CHECK (stock >= 0),
              views INTEGER COUNTER,
              best INTEGER MAX,
              cheapest INTEGER MIN,
              finder TEXT FIRST_WINS,
              price INTEGER SERVER_WINS,
              note TEXT CLIENT_WINS,
              place TEXT LWW_ARRIVAL,
              tags TEXT ORSET);
            INSERT INTO articles VALUES (1, 5, NULL, 10, 10, NULL, 100, '', '', '["food"]');
            """;

    private static final String ALL = "SELECT * FROM articles";

    private final FakeDisk disk = new FakeDisk();
    private Exchanges exchanges;
    private Replica ann;
    private Replica bob;

    @BeforeEach
    void open() {
        exchanges = new Exchanges(1, SCHEMA);
        ann = exchanges.open(disk, LocalOptions.PUSH_BYTES_MAX, LocalOptions.SQUASH_MILLIS_MAX);
        bob = exchanges.open(new FakeDisk(), LocalOptions.PUSH_BYTES_MAX, 0);
        exchanges.sync(ann);
        exchanges.sync(bob);
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
        exchanges.close();
    }

    @Test
    void incrementsAddUpWhereverTheyAreMade() {
        edit(ann, "stock = stock - 1");
        edit(ann, "stock = stock - 1");
        edit(bob, "stock = stock + 10");
        backend("stock = stock + 100");
        exchanges.sync(bob);
        assertEquals(5 + 10 + 100, number(bob, "stock"));
        assertEquals(3, number(ann, "stock"), "what it shows is its own work on what it knows");
        exchanges.sync(ann);
        assertEquals(5 - 2 + 10 + 100, number(ann, "stock"));
        rest();
        assertEquals(0, conflicts(), "nothing gives way where all counts");
    }

    @Test
    void anIncrementCountsOnceAlsoWhenThePhoneIsOpenedAgain() {
        edit(bob, "stock = stock + 10");
        edit(ann, "stock = stock - 1");
        exchanges.sync(bob);
        exchanges.sync(ann);
        ann.close();
        ann = exchanges.open(disk, LocalOptions.PUSH_BYTES_MAX, LocalOptions.SQUASH_MILLIS_MAX);
        assertEquals(14, number(ann, "stock"));
        rest();
    }

    @Test
    void aPendingIncrementIsShownOnTopOfWhatOthersCount() {
        edit(bob, "stock = stock + 10");
        exchanges.sync(bob);
        exchanges.exchange(ann);
        edit(ann, "stock = stock - 1");
        assertEquals(14, number(ann, "stock"));
        edit(bob, "stock = stock + 1");
        exchanges.sync(bob);
        exchanges.sync(ann);
        assertEquals(15, number(ann, "stock"));
        rest();
    }

    @Test
    void nobodyTakesTheLastOneTwice() {
        edit(ann, "stock = 0");
        edit(bob, "stock = 0");
        exchanges.sync(ann);
        exchanges.sync(bob);
        assertEquals(0, number(bob, "stock"), "the second five are not there");
        assertEquals(
                "SELECT count(*) FROM syncdb_rejected\n(1)",
                Exchanges.show(bob, "SELECT count(*) FROM syncdb_rejected"));
        exchanges.sync(ann);
        rest();
    }

    @Test
    void aCounterThatHoldsNothingIsSetFirst() {
        edit(ann, "views = 3");
        edit(bob, "views = 4");
        exchanges.sync(ann);
        exchanges.sync(bob);
        exchanges.sync(ann);
        assertEquals(4, number(ann, "views"), "two values, of which the later stays");
        assertEquals(1, conflicts());
        edit(ann, "views = views + 1");
        edit(bob, "views = views + 1");
        rest();
        assertEquals(6, number(ann, "views"));
    }

    @Test
    void theLargestAndTheSmallestValueStay() {
        edit(ann, "best = 30, cheapest = 7");
        edit(bob, "best = 20, cheapest = 5");
        rest();
        assertEquals(30, number(ann, "best"));
        assertEquals(5, number(ann, "cheapest"));
        assertEquals(2, conflicts(), "each of the two gave way once");
        edit(ann, "best = 1");
        rest();
        assertEquals(1, number(bob, "best"), "whoever saw the record may take it back");
    }

    @Test
    void theFirstToArriveStays() {
        edit(ann, "finder = 'ann', place = 'shelf'");
        exchanges.time.advanceTo(exchanges.time.millis() + 1_000);
        edit(bob, "finder = 'bob', place = 'cellar'");
        exchanges.sync(bob);
        exchanges.sync(ann);
        rest();
        assertEquals("bob", text("finder"), "Bob arrived first");
        assertEquals("shelf", text("place"), "Ann arrived last, though she wrote first");
    }

    @Test
    void theServerKeepsItsPriceAndTheClientItsNote() {
        edit(ann, "price = 1, note = 'mine'");
        exchanges.time.advanceTo(exchanges.time.millis() + 1_000);
        backend("price = 90, note = 'its'");
        rest();
        assertEquals("90", text("price"));
        assertEquals("mine", text("note"));
        edit(ann, "price = 80");
        rest();
        assertEquals("80", text("price"), "who has seen the server's price may change it");
    }

    @Test
    void aSetKeepsWhatEitherAdds() {
        edit(ann, "tags = '[\"food\", \"white\"]'");
        edit(bob, "tags = '[\"cold\"]'");
        exchanges.sync(ann);
        exchanges.sync(bob);
        assertEquals("[\"white\",\"cold\"]", text("tags"));
        rest();
        edit(ann, "tags = '[\"cold\"]'");
        edit(bob, "tags = '[\"white\", \"cold\", \"food\"]'");
        ann.close();
        ann = exchanges.open(disk, LocalOptions.PUSH_BYTES_MAX, LocalOptions.SQUASH_MILLIS_MAX);
        rest();
        assertEquals("[\"cold\",\"food\"]", text("tags"), "one removed, one added");
        assertEquals(0, conflicts());
    }

    /** Everybody syncs until all are equal. */
    private void rest() {
        for (Replica each : new Replica[] {ann, bob, ann, bob}) {
            exchanges.sync(each);
        }
        assertEquals(exchanges.show(ALL), Exchanges.show(ann, ALL));
        assertEquals(exchanges.show(ALL), Exchanges.show(bob, ALL));
    }

    private static void edit(Replica phone, String set) {
        phone.database().write(session -> session.execute("UPDATE articles SET " + set));
    }

    private void backend(String set) {
        exchanges.server.space(Exchanges.SPACE).execute("UPDATE articles SET " + set);
    }

    private static long number(Replica phone, String column) {
        String query = "SELECT " + column + " FROM articles";
        String shown = Exchanges.show(phone, query);
        return Long.parseLong(shown.substring(query.length() + 2, shown.length() - 1));
    }

    private String text(String column) {
        String query = "SELECT " + column + " || '' FROM articles";
        String shown = exchanges.show(query);
        return shown.substring(query.length() + 3, shown.length() - 2);
    }

    private long conflicts() {
        String query = "SELECT count(*) FROM syncdb_conflicts";
        String shown = exchanges.show(query);
        return Long.parseLong(shown.substring(query.length() + 2, shown.length() - 1));
    }
}
