package dev.syncdb.testkit.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.client.replica.LocalOptions;
import dev.syncdb.client.replica.Replica;

import org.junit.jupiter.api.Test;

/** What becomes of concurrent edits of two phones and a backend, by the rule of the column. */
class MergeRulesTest extends TwoPhones {
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

    MergeRulesTest() {
        super(SCHEMA, LocalOptions.SQUASH_MILLIS_MAX, ALL);
    }

    @Test
    void incrementsAddUpWhereverTheyAreMade() {
        edit(ann, "stock = stock - 1");
        edit(ann, "stock = stock - 1");
        edit(bob, "stock = stock + 10");
        backend("stock = stock + 100");
        exchanges.sync(bob);
        assertEquals(5 + 10 + 100, cell(bob, "stock"));
        assertEquals(3, cell(ann, "stock"), "what it shows is its own work on what it knows");
        exchanges.sync(ann);
        assertEquals(5 - 2 + 10 + 100, cell(ann, "stock"));
        rest();
        assertEquals(0, conflicts(), "nothing gives way where all counts");
    }

    @Test
    void anIncrementCountsOnceAlsoWhenThePhoneIsOpenedAgain() {
        edit(bob, "stock = stock + 10");
        edit(ann, "stock = stock - 1");
        exchanges.sync(bob);
        exchanges.sync(ann);
        reopenAnn();
        assertEquals(14, cell(ann, "stock"));
        rest();
    }

    @Test
    void aPendingIncrementIsShownOnTopOfWhatOthersCount() {
        edit(bob, "stock = stock + 10");
        exchanges.sync(bob);
        exchanges.exchange(ann);
        edit(ann, "stock = stock - 1");
        assertEquals(14, cell(ann, "stock"));
        edit(bob, "stock = stock + 1");
        exchanges.sync(bob);
        exchanges.sync(ann);
        assertEquals(15, cell(ann, "stock"));
        rest();
    }

    @Test
    void nobodyTakesTheLastOneTwice() {
        edit(ann, "stock = 0");
        edit(bob, "stock = 0");
        exchanges.sync(ann);
        exchanges.sync(bob);
        assertEquals(0, cell(bob, "stock"), "the second five are not there");
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
        assertEquals(4, cell(ann, "views"), "two values, of which the later stays");
        assertEquals(1, conflicts());
        edit(ann, "views = views + 1");
        edit(bob, "views = views + 1");
        rest();
        assertEquals(6, cell(ann, "views"));
    }

    @Test
    void theLargestAndTheSmallestValueStay() {
        edit(ann, "best = 30, cheapest = 7");
        edit(bob, "best = 20, cheapest = 5");
        rest();
        assertEquals(30, cell(ann, "best"));
        assertEquals(5, cell(ann, "cheapest"));
        assertEquals(2, conflicts(), "each of the two gave way once");
        edit(ann, "best = 1");
        rest();
        assertEquals(1, cell(bob, "best"), "whoever saw the record may take it back");
    }

    @Test
    void theFirstToArriveStays() {
        edit(ann, "finder = 'ann', place = 'shelf'");
        passSecond();
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
        passSecond();
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
        reopenAnn();
        rest();
        assertEquals("[\"cold\",\"food\"]", text("tags"), "one removed, one added");
        assertEquals(0, conflicts());
    }

    private static void edit(Replica phone, String set) {
        phone.database().write(session -> session.execute("UPDATE articles SET " + set));
    }

    private void backend(String set) {
        space().execute("UPDATE articles SET " + set);
    }

    private static long cell(Replica phone, String column) {
        return number(phone, "SELECT " + column + " FROM articles");
    }

    private String text(String column) {
        String shown = server("SELECT " + column + " || '' FROM articles");
        return shown.substring(2, shown.length() - 2);
    }
}
