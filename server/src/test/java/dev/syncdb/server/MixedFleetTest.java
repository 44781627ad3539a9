package dev.syncdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.lens.TableLens;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.migration.SchemaVersions;
import dev.syncdb.migration.StoredVersions;
import dev.syncdb.schema.Table;
import dev.syncdb.server.TestClient.Held;
import dev.syncdb.server.space.ServedSchema;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Phones of five versions at once, which insert, edit and delete at random, while newer versions
 * come to the server: in the end each shows just what its version shows of what is stored.
 */
final class MixedFleetTest {
    private static final int RUNS = 12;
    private static final int STEPS = 120;
    private static final int NEWEST = 5;
    private static final SchemaVersions VERSIONS = SchemaVersions.ofFiles(scripts());

    @TempDir
    private Path folder;

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("V1__init.sql", """
                CREATE TABLE people (
                  id TEXT PRIMARY KEY, name TEXT, price TEXT DEFAULT '1.50', likes INTEGER COUNTER);
                CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT);""");
        scripts.put("V2__rename.sql", """
                ALTER TABLE people RENAME COLUMN name TO title;
                ALTER TABLE people ADD COLUMN age INTEGER NOT NULL DEFAULT 7;""");
        scripts.put("V3__cents.sql", """
                ALTER TABLE people ADD COLUMN cents INTEGER;
                UPDATE people SET cents = CAST(round(price * 100) AS INTEGER);
                ALTER TABLE people DROP COLUMN price;
                DROP TABLE notes;""");
        scripts.put("U3__cents.sql", """
                CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT);
                ALTER TABLE people ADD COLUMN price TEXT DEFAULT '1.50';
                UPDATE people SET price = cents / 100.0;
                ALTER TABLE people DROP COLUMN cents;
                CREATE TABLE new_people (
                  id TEXT PRIMARY KEY, title TEXT, price TEXT DEFAULT '1.50',
                  likes INTEGER COUNTER, age INTEGER NOT NULL DEFAULT 7);
                INSERT INTO new_people SELECT id, title, price, likes, age FROM people;
                DROP TABLE people;
                ALTER TABLE new_people RENAME TO people;""");
        scripts.put("V4__order.sql", """
                CREATE TABLE new_people (
                  id TEXT PRIMARY KEY, cents INTEGER, title TEXT, likes INTEGER COUNTER,
                  age INTEGER NOT NULL DEFAULT 7, town TEXT DEFAULT 'Ulm');
                INSERT INTO new_people (id, cents, title, likes, age)
                  SELECT id, cents, title, likes, age FROM people;
                DROP TABLE people;
                ALTER TABLE new_people RENAME TO persons;
                CREATE INDEX by_title ON persons (title);""");
        scripts.put("V5__notes.sql", """
                CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT, stars INTEGER);
                ALTER TABLE persons DROP COLUMN age;""");
        return scripts;
    }

    @Test
    void eachShowsWhatItsVersionShowsOfWhatIsStored() {
        long first = new SplittableRandom().nextLong(1_000_000);
        for (int i = 0; i < RUNS; i++) {
            run(first + i);
        }
    }

    private void run(long seed) {
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        try (TestServer server = new TestServer(folder.resolve(String.valueOf(seed)))) {
            int served = 1 + random.nextInt(NEWEST);
            serve(server, served);
            List<TestClient> phones = new ArrayList<>();
            int written = 0;
            int migrated = 0;
            for (int step = 0; step < STEPS; step++) {
                server.millis += 1_000;
                if (phones.size() < 8 && random.nextInt(8) == 0) {
                    phones.add(phone(server, phones.size(), 1 + random.nextInt(served)));
                } else if (served < NEWEST && random.nextInt(25) == 0) {
                    served++;
                    migrated++;
                    if (random.nextBoolean()) {
                        server.server.serve(schema(served));
                        server.served = schema(served);
                    } else {
                        serve(server, served);
                    }
                } else if (!phones.isEmpty()) {
                    TestClient phone = phones.get(random.nextInt(phones.size()));
                    if (random.nextInt(3) == 0) {
                        settle(phone);
                    } else {
                        written += write(phone, random);
                    }
                }
            }
            phones.forEach(MixedFleetTest::settle);
            phones.forEach(MixedFleetTest::settle);
            assertTrue(written > 20, "seed " + seed + " wrote " + written);
            assertEquals(List.of(), server.server.space("team").check(), "seed " + seed);
            if (served >= 3) {
                requireCarried(server, served, "seed " + seed);
            }
            for (TestClient phone : phones) {
                assertEquals(
                        expected(server, phone.schemaVersion, served),
                        shown(phone),
                        "seed " + seed + ", version " + phone.schemaVersion + " of " + served
                                + ", migrations " + migrated);
            }
        }
    }

    private static ServedSchema schema(int newest) {
        Map<String, String> some = new LinkedHashMap<>(scripts());
        some.keySet().removeIf(name -> name.charAt(1) - '0' > newest);
        return ServedSchema.forced(SchemaVersions.ofFiles(some), 1);
    }

    private static void serve(TestServer server, int newest) {
        server.served = schema(newest);
        server.server.close();
        server.server = server.reopen();
    }

    private static TestClient phone(TestServer server, int number, int version) {
        TestClient phone = new TestClient(server, "team", "user" + number, number + 1);
        phone.schemaVersion = version;
        phone.schemaHash = VERSIONS.hash(version);
        phone.sync();
        return phone;
    }

    private static void settle(TestClient phone) {
        do {
            phone.sync();
        } while (!phone.pending.isEmpty());
    }

    /** One random write of a row of a table of the phone's version. */
    private static int write(TestClient phone, SplittableRandom random) {
        List<Table> tables =
                new ArrayList<>(VERSIONS.schema(phone.schemaVersion).tables());
        Table table = tables.get(random.nextInt(tables.size()));
        String id = "k" + random.nextInt(6);
        Held held = phone.rows.get(table.name() + " " + Key.of(id));
        boolean inWork = phone.pending.stream()
                .anyMatch(each -> each.operations().toString().contains("('" + id + "')"));
        if (inWork) {
            return 0;
        }
        if (held == null) {
            Value[] cells = new Value[table.columns().size()];
            cells[0] = Value.of(id);
            for (int i = 1; i < cells.length; i++) {
                cells[i] = value(table, i, random);
            }
            RowName name = RowName.of(table.name(), Key.of(id));
            phone.commit(new Change.Insert(name, Image.of(Row.owned(cells))));
        } else if (random.nextInt(6) == 0) {
            phone.commit(new Change.Delete(held.name(), held.cells(), Bytes.EMPTY));
        } else {
            int column = 1 + random.nextInt(table.columns().size() - 1);
            Cell cell = new Cell(column, held.cells().at(column), value(table, column, random));
            phone.commit(new Change.Update(held.name(), List.of(cell), Bytes.EMPTY));
        }
        return 1;
    }

    private static Value value(Table table, int column, SplittableRandom random) {
        String name = table.columns().get(column).name();
        switch (table.columns().get(column).type().affinity()) {
            case INTEGER:
                boolean orNull = !table.columns().get(column).notNull();
                return orNull && random.nextInt(5) == 0
                        ? Value.NULL
                        : Value.of(random.nextInt(1_000));
            default:
                if (random.nextInt(6) == 0) {
                    return Value.NULL;
                }
                return name.equals("price")
                        ? Value.of(random.nextInt(20) + "." + random.nextInt(10_000))
                        : Value.of(name + random.nextInt(100));
        }
    }

    /** What was written of a price, in the old way or the new, was carried to the other. */
    private static void requireCarried(TestServer server, int served, String seed) {
        TableLens lens = VERSIONS.lens(3).ofOlder("people");
        ViewedTable older = view(server, 2, served).find("people");
        ViewedTable newer = view(server, 3, served).find("people");
        for (Row row : stored(server, older.stored())) {
            Row before = older.show(row);
            Row after = newer.show(row);
            boolean up = lens.newer(before, TestServer.NOWHERE).equals(after);
            boolean down = lens.older(after, TestServer.NOWHERE).equals(before);
            assertTrue(up || down, seed + ": " + before + " and " + after);
        }
    }

    private static View view(TestServer server, int version, int served) {
        Database database = server.server.space("team").database();
        try (Rows rows = database.query("SELECT min(version) FROM syncdb_versions")) {
            rows.next();
            int oldest = (int) rows.row().longAt(0);
            return StoredVersions.of(VERSIONS, oldest, served).view(version);
        }
    }

    private static List<Row> stored(TestServer server, String table) {
        Database database = server.server.space("team").database();
        StringBuilder columns = new StringBuilder();
        database.schema().table(table).columns().forEach(column -> columns.append(
                        columns.length() == 0 ? "\"" : ", \"")
                .append(column.name())
                .append('"'));
        String all = "SELECT " + columns + " FROM \"" + table + '"';
        try (Rows rows = database.query(all)) {
            return rows.toList();
        }
    }

    private static Map<String, String> expected(TestServer server, int version, int served) {
        View view = view(server, version, served);
        Map<String, String> expected = new TreeMap<>();
        for (Table table : view.schema().tables()) {
            ViewedTable viewed = view.find(table.name());
            for (Row stored : stored(server, viewed.stored())) {
                Row row = viewed.show(stored);
                expected.put(table.name() + " " + Key.of(row.at(0).asText()), row.toString());
            }
        }
        return expected;
    }

    private static Map<String, String> shown(TestClient phone) {
        Map<String, String> shown = new TreeMap<>();
        phone.rows.forEach((place, held) -> {
            if (!held.name().table().equals("syncdb_conflicts")) {
                shown.put(place, held.cells().toString());
            }
        });
        return shown;
    }
}
