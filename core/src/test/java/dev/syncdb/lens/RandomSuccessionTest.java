package dev.syncdb.lens;

import static dev.syncdb.lens.SuccessionLaws.ENVIRONMENT;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.schema.Column;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The laws of lenses, over versions drawn at random and over a price that changes its type. */
class RandomSuccessionTest {
    private static final int TRIES = 1_000;
    private static final int EDITS = 6;

    @Test
    void whateverVersionsAreDrawnTheLawsHold() {
        long seed = seed();
        int computed = 0;
        int kept = 0;
        for (int i = 0; i < TRIES; i++) {
            Random random = new Random(seed + i);
            RandomChain chain = new RandomChain(random);
            List<Lens> lenses = chain.lenses(1 + random.nextInt(5));
            SuccessionLaws laws = new SuccessionLaws(lenses, random, chain::value);
            laws.check(EDITS);
            computed += laws.computed();
            kept += laws.kept();
        }
        assertTrue(computed > TRIES, "cells were computed: " + computed);
        assertTrue(kept > TRIES / 10, "formulas lost something that was kept: " + kept);
    }

    @Test
    void aPriceThatIsTextThenCentsThenTextThenEurosThenTextKeepsTheLaws() {
        Random random = new Random(seed());
        List<Lens> lenses = prices();
        SuccessionLaws laws = new SuccessionLaws(lenses, random, column -> price(column, random));
        for (int i = 0; i < TRIES; i++) {
            laws.check(EDITS);
        }
        assertTrue(laws.computed() > TRIES, "prices were computed: " + laws.computed());
        assertTrue(laws.kept() > TRIES / 10, "prices were kept: " + laws.kept());
    }

    @Test
    void whatWasNotChangedSurvivesConversionsThatLoseIt() {
        Succession versions = StoredChain.of(prices());
        String stored = versions.newestView().find("items5").stored();
        Row row = insert(versions, 1, Value.of(7), Value.of("12.3450"), Value.of("as new"));
        assertEquals(Value.of("12.3450"), shown(versions, 1, row).at(1));
        assertEquals(Value.of(1234), shown(versions, 2, row).at(1));
        assertEquals(Value.of("12.34"), shown(versions, 3, row).at(1));
        assertEquals(Value.of(12), shown(versions, 4, row).at(1));
        assertEquals(Value.of("12"), shown(versions, 5, row).at(1));

        for (int version = 1; version <= 5; version++) {
            ViewedTable table = versions.view(version).find("items" + version);
            Row after = row.with(table.place(2), Value.of("used " + version));
            row = versions.edited(version, stored, row, after, ENVIRONMENT);
        }
        assertEquals(Value.of("12.3450"), shown(versions, 1, row).at(1), "no price was changed");
        assertEquals(Value.of("used 5"), shown(versions, 1, row).at(2));

        int euros = versions.view(4).find("items4").place(1);
        row = versions.edited(4, stored, row, row.with(euros, Value.of(20)), ENVIRONMENT);
        assertEquals(Value.of("20"), shown(versions, 5, row).at(1));
        assertEquals(Value.of("20"), shown(versions, 3, row).at(1));
        assertEquals(Value.of(2000), shown(versions, 2, row).at(1));
        assertEquals(Value.of("20.0"), shown(versions, 1, row).at(1));

        int text = versions.view(1).find("items1").place(1);
        Row again = row.with(text, Value.of("20.001"));
        row = versions.edited(1, stored, row, again, ENVIRONMENT);
        assertEquals(Value.of("20.001"), shown(versions, 1, row).at(1));
        assertEquals(Value.of("20"), shown(versions, 3, row).at(1), "there are as many cents");
    }

    private static Row insert(Succession versions, int version, Value... cells) {
        ViewedTable table = versions.view(version).find("items" + version);
        return versions.inserted(version, table.stored(), table.store(Row.of(cells)), ENVIRONMENT);
    }

    private static Row shown(Succession versions, int version, Row row) {
        return versions.view(version).find("items" + version).show(row);
    }

    private static Value price(Column column, Random random) {
        String[] texts = {"1", "1.0", "1.00", "1.004", "1.50", "2.5", "", "dear", "-3.999"};
        if (column.name().equals("id")) {
            return Value.of(1);
        }
        if (random.nextInt(8) == 0) {
            return Value.NULL;
        }
        return column.type().text().equals("TEXT")
                ? Value.of(texts[random.nextInt(texts.length)])
                : Value.of(random.nextInt(300));
    }

    /** Each version rebuilds the table under another name. */
    private static List<Lens> prices() {
        String[] types = {"TEXT", "INTEGER", "TEXT", "INTEGER", "TEXT"};
        String[] up = {
            "CAST(price * 100 AS INTEGER)",
            "CAST(price / 100.0 AS TEXT)",
            "CAST(price AS INTEGER)",
            "CAST(price AS TEXT)"
        };
        String[] down = {
            "CAST(price / 100.0 AS TEXT)",
            "CAST(price * 100 AS INTEGER)",
            "CAST(price AS TEXT)",
            "CAST(price AS INTEGER)"
        };
        Map<String, String> files = new LinkedHashMap<>();
        files.put("V1__items.sql", create(1, types[0]));
        for (int version = 2; version <= types.length; version++) {
            int older = version - 1;
            String name = version + "__items.sql";
            files.put("V" + name, rebuild(older, version, types[older], up[older - 1]));
            files.put("U" + name, rebuild(version, older, types[older - 1], down[older - 1]));
        }
        SchemaVersions versions = SchemaVersions.ofFiles(files);
        List<Lens> lenses = new ArrayList<>();
        for (int version = 2; version <= types.length; version++) {
            lenses.add(versions.lens(version));
        }
        return lenses;
    }

    private static String create(int version, String type) {
        return "CREATE TABLE items" + version + " (id INTEGER PRIMARY KEY, price " + type + ", note"
                + version + " TEXT);";
    }

    private static String rebuild(int from, int to, String type, String price) {
        return create(to, type) + "INSERT INTO items" + to + " (id, price, note" + to
                + ") SELECT id, " + price + ", note" + from + " FROM items" + from
                + "; DROP TABLE items" + from + ";";
    }

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return seed;
    }
}
