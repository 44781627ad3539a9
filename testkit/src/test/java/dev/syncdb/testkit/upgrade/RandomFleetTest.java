package dev.syncdb.testkit.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;
import dev.syncdb.testkit.upgrade.AppStore.Phone;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Real phones of five versions of an app, which write offline, sync, lose answers, are killed and
 * updated at random, while newer versions come to the server. In the end each shows just what its
 * version shows of what the server has. {@code -Dfleet.seed} repeats a run, {@code -Dfleet.runs}
 * makes more of them.
 */
final class RandomFleetTest {
    private static final int RUNS = Integer.getInteger("fleet.runs", 8);
    private static final int STEPS = 100;
    private static final int PHONES = 4;
    private static final int NEWEST = 5;

    private static final String[] UPS = {"""
        CREATE TABLE people (
          id TEXT PRIMARY KEY, name TEXT, price TEXT DEFAULT '1.50', likes INTEGER COUNTER);
        CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT MERGED);""", """
        ALTER TABLE people RENAME COLUMN name TO title;
        ALTER TABLE people ADD COLUMN age INTEGER NOT NULL DEFAULT 7;""", """
        ALTER TABLE people ADD COLUMN cents INTEGER;
        UPDATE people SET cents = CAST(round(price * 100) AS INTEGER);
        ALTER TABLE people DROP COLUMN price;
        ALTER TABLE notes RENAME TO letters;""", """
        CREATE TABLE new_people (
          id TEXT PRIMARY KEY, cents INTEGER, title TEXT, likes INTEGER COUNTER,
          age INTEGER NOT NULL DEFAULT 7, town TEXT DEFAULT 'Ulm');
        INSERT INTO new_people (id, cents, title, likes, age)
          SELECT id, cents, title, likes, age FROM people;
        DROP TABLE people;
        ALTER TABLE new_people RENAME TO persons;
        CREATE INDEX by_title ON persons (title);""", """
        CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT, stars INTEGER);
        DROP TABLE letters;
        ALTER TABLE persons DROP COLUMN age;"""};

    private static final String DOWN_3 = """
            ALTER TABLE letters RENAME TO notes;
            ALTER TABLE people ADD COLUMN price TEXT DEFAULT '1.50';
            UPDATE people SET price = cents / 100.0;
            ALTER TABLE people DROP COLUMN cents;""";

    private int written;
    private int updated;
    private int killed;
    private int lost;

    @Test
    void eachShowsWhatItsVersionShowsOfWhatTheServerHas() {
        long first = Long.getLong("fleet.seed", new SplittableRandom().nextLong(1_000_000));
        for (int i = 0; i < RUNS; i++) {
            run(first + i);
        }
        assertTrue(written > 100, written + " writes");
        assertTrue(updated > RUNS, updated + " updates");
        assertTrue(killed > RUNS, killed + " kills");
        assertTrue(lost > RUNS, lost + " lost answers");
    }

    private void run(long seed) {
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        AppStore store = new AppStore();
        for (int i = 0; i < NEWEST; i++) {
            store.release(UPS[i], i == 2 ? DOWN_3 : null);
        }
        int served = 1 + random.nextInt(2);
        store.serve(served);
        List<Phone> phones = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        for (int i = 0; i < PHONES; i++) {
            versions.add(1 + random.nextInt(served));
            phones.add(store.phone(versions.get(i)));
        }
        for (int step = 0; step < STEPS; step++) {
            int which = random.nextInt(PHONES);
            Phone phone = phones.get(which);
            int version = versions.get(which);
            int chance = random.nextInt(100);
            if (chance < 55) {
                write(phone, store.upTo(version).schema(version).tables(), random);
            } else if (chance < 80) {
                phone.sync();
            } else if (chance < 86) {
                phone.send();
                lost++;
            } else if (chance < 91) {
                phone.disk = phone.disk.afterKill();
                phone.replica = null;
                phone.open(version);
                killed++;
            } else if (chance < 96 && version < served) {
                versions.set(which, version + 1 + random.nextInt(served - version));
                phone.open(versions.get(which));
                updated++;
            } else if (served < NEWEST) {
                served++;
                store.serve(served);
            }
        }
        for (int round = 0; round < 2; round++) {
            phones.forEach(Phone::sync);
        }
        for (int i = 0; i < PHONES; i++) {
            int version = versions.get(i);
            String story = "seed " + seed + ", phone " + i + " of version " + version;
            assertEquals(0, phones.get(i).replica.pending(), story);
            for (Table table : store.upTo(version).schema(version).tables()) {
                assertEquals(
                        expected(store, table, version, served),
                        phones.get(i).read(query(table.name(), table.columns())),
                        story + ", table " + table.name());
            }
        }
        store.close();
    }

    private void write(Phone phone, Iterable<Table> tables, SplittableRandom random) {
        List<Table> all = new ArrayList<>();
        tables.forEach(all::add);
        Table table = all.get(random.nextInt(all.size()));
        String key = "k" + random.nextInt(5);
        Column column = table.columns().get(1 + random.nextInt(table.columns().size() - 1));
        String value = value(column, random);
        int chance = random.nextInt(10);
        String sql;
        if (chance < 4) {
            sql = "INSERT OR IGNORE INTO " + table.name() + " (id, " + column.name() + ") VALUES ('"
                    + key + "', " + value + ")";
        } else if (chance < 9) {
            boolean counts = column.name().equals("likes");
            sql = "UPDATE " + table.name() + " SET " + column.name() + " = "
                    + (counts ? "coalesce(likes, 0) + 1" : value) + " WHERE id = '" + key + "'";
        } else {
            sql = "DELETE FROM " + table.name() + " WHERE id = '" + key + "'";
        }
        phone.write(sql);
        written++;
    }

    private static String value(Column column, SplittableRandom random) {
        if (column.name().equals("price")) {
            return "'" + random.nextInt(20) + "." + random.nextInt(10_000) + "'";
        }
        return switch (column.type().affinity()) {
            case INTEGER -> String.valueOf(random.nextInt(1_000));
            default -> "'" + column.name() + random.nextInt(100) + "'";
        };
    }

    private static String expected(AppStore store, Table table, int version, int served) {
        int oldest = Integer.parseInt(
                store.read("SELECT min(version) FROM syncdb_versions").replaceAll("\\D", ""));
        SchemaVersions versions = store.upTo(served);
        StoredVersions stored = StoredVersions.of(versions, oldest, served);
        View view = stored.view(version);
        ViewedTable viewed = view.find(table.name());
        List<Column> columns = new ArrayList<>();
        Table kept = stored.schema().table(viewed.stored());
        for (int i = 0; i < table.columns().size(); i++) {
            columns.add(kept.columns().get(viewed.place(i)));
        }
        return store.read(query(viewed.stored(), columns));
    }

    private static String query(String name, List<Column> columns) {
        StringBuilder query = new StringBuilder("SELECT ");
        for (Column column : columns) {
            query.append(query.length() > 7 ? ", \"" : "\"")
                    .append(column.name())
                    .append('"');
        }
        return query + " FROM \"" + name + "\" ORDER BY id";
    }
}
