package dev.syncdb.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is drafted runs in real SQLite and ends in the newer schema, with the rows that were. */
final class DraftTest {
    @Test
    void aDifferenceInTheTextOnlyIsNone() {
        String older = "CREATE TABLE t (id INTEGER PRIMARY KEY, name text DEFAULT ('a'),"
                + " CHECK (name <> 'x' AND id>0), v AS (upper(name)) );"
                + "CREATE INDEX i ON t (name)";
        String newer = """
                create table if not exists "T" (`ID` integer primary key, -- the key
                  [Name] TEXT default 'a', v as (UPPER ( "name" )) /* loud */,
                  check ("name" <> 'x' and ID > 0));
                create index if not exists I on t (NAME asc)""";

        String moved = older.replace(
                " CHECK (name <> 'x' AND id>0), v AS (upper(name))",
                " v AS (upper(name)), CHECK (name <> 'x' AND id>0)");
        assertEquals(List.of(), statements(moved, newer));
        assertEquals(List.of(), statements(newer, moved));
    }

    @Test
    void aColumnAtTheEndIsAddedAndOneThatNothingNeedsIsDropped() {
        String older = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CHECK (a <> ''), b BLOB);";
        String newer = """
                CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB,
                  n INT NOT NULL DEFAULT (-1) CHECK (n < 9), -- why
                  p REFERENCES t (id), x AS (n + 1));""";

        try (Migrated run = Migrated.of(older, newer, "INSERT INTO t VALUES (7, 'a', x'01');")) {
            assertEquals(
                    List.of(
                            "ALTER TABLE t ADD COLUMN n INT NOT NULL DEFAULT (-1) CHECK (n < 9)",
                            "ALTER TABLE t ADD COLUMN p REFERENCES t (id)",
                            "ALTER TABLE t ADD COLUMN x AS (n + 1)",
                            "ALTER TABLE t DROP COLUMN a"),
                    run.draft().statements());
            assertEquals(
                    "[(7, x'01', -1, NULL, 0)]", run.query("SELECT * FROM t").toString());
        }
    }

    @Test
    void whatSqliteCannotAddOrDropIsRebuilt() {
        String keep = "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER);";
        for (String column : List.of(
                "b INTEGER NOT NULL",
                "b INTEGER NOT NULL DEFAULT NULL",
                "b INTEGER UNIQUE",
                "b TEXT DEFAULT CURRENT_TIMESTAMP",
                "b INTEGER DEFAULT (1 + 1)",
                "b INTEGER DEFAULT (~1)",
                "b INTEGER DEFAULT 1 REFERENCES t",
                "b AS (a + 1) STORED",
                "b AS (a + 1) NOT NULL",
                "b INTEGER, FOREIGN KEY (b) REFERENCES t",
                "b INTEGER, CHECK (b < a)")) {
            String more = "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, " + column + ");";
            try (Migrated run = Migrated.of(keep, more, "INSERT INTO t VALUES (7, 8);")) {
                assertRebuilt(run, column);
                assertEquals("[(7, 8)]", run.query("SELECT id, a FROM t").toString());
            }
            if (!column.contains("DEFAULT") && !column.equals("b INTEGER NOT NULL")) {
                try (Migrated run =
                        Migrated.of(more, keep, "INSERT INTO t (id, a) VALUES (7, 8);")) {
                    assertEquals("[(7, 8)]", run.query("SELECT * FROM t").toString(), column);
                }
            }
        }
    }

    @Test
    void whatChangesAColumnOrATableIsRebuilt() {
        String older = "CREATE TABLE t (a TEXT PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT, s TEXT);"
                + "CREATE INDEX t_b ON t (b);";
        for (String newer : List.of(
                "(a TEXT PRIMARY KEY, c TEXT, b INTEGER DEFAULT 1, s TEXT)",
                "(a TEXT PRIMARY KEY, b INTEGER DEFAULT 2, c TEXT, s TEXT)",
                "(a TEXT PRIMARY KEY, b REAL DEFAULT 1, c TEXT, s TEXT)",
                "(a TEXT PRIMARY KEY, b INTEGER COUNTER DEFAULT 1, c TEXT, s TEXT)",
                "(a TEXT PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT RULE one, s TEXT)",
                "(a TEXT PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT COLLATE NOCASE, s TEXT)",
                "(a TEXT PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT UNIQUE, s TEXT)",
                "(a TEXT CONSTRAINT sync_update_wins PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT,"
                        + " s TEXT)",
                "(a TEXT, b INTEGER DEFAULT 1, c TEXT, s TEXT, PRIMARY KEY (a, b))",
                "(a TEXT PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT, s TEXT) WITHOUT ROWID",
                "(a TEXT PRIMARY KEY, b INTEGER DEFAULT 1, c TEXT, s TEXT) STRICT")) {
            String rows = "INSERT INTO t VALUES ('k', 3, 'v', NULL), ('l', NULL, NULL, '');";
            String script = "CREATE TABLE t " + newer + "; CREATE INDEX t_b ON t (b);";
            try (Migrated run = Migrated.of(older, script, rows)) {
                assertRebuilt(run, newer);
                assertEquals(
                        "[('k', 3, 'v', NULL), ('l', NULL, NULL, '')]",
                        run.query("SELECT a, CAST(b AS INT), c, s FROM t ORDER BY a")
                                .toString(),
                        newer);
            }
        }
    }

    @Test
    void whereNullIsForbiddenTheDefaultOrNothingTakesItsPlaceAndIsNoted() {
        String older = "CREATE TABLE t (a INTEGER, b TEXT, c REAL, d BLOB, e TEXT);";
        String newer = "CREATE TABLE t (a INTEGER NOT NULL DEFAULT 5, b TEXT NOT NULL,"
                + " c REAL NOT NULL, d BLOB NOT NULL, e TEXT NOT NULL DEFAULT CURRENT_DATE);";

        try (Migrated run = Migrated.of(
                older,
                newer,
                "INSERT INTO t DEFAULT VALUES; INSERT INTO t VALUES (1, 2, 3, 4, 5);")) {
            assertEquals(
                    "[(5, '', 0.0, x'', 1), (1, '2', 3.0, 4, 0)]",
                    run.query("SELECT a, b, c, d, e = CURRENT_DATE FROM t").toString());
            assertEquals(
                    "becomes NOT NULL: 5 takes the place of NULL",
                    run.draft().notes().get(0).text());
            assertEquals(5, run.draft().notes().size());
        }
    }

    @Test
    void aChangeOfTypeThatMayLoseIsNoted() {
        String[][] changes = {
            {"TEXT", "INTEGER", "a text that looks like a number becomes that number"},
            {"BLOB", "REAL", "a text that looks like a number becomes that number"},
            {"INTEGER", "REAL", "an integer of more than 53 bits is rounded"},
            {"NUMERIC", "TEXT", "a real becomes a text of 15 digits"},
            {"INTEGER", "TEXT", ""},
            {"REAL", "NUMERIC", ""},
            {"TEXT", "BLOB", ""},
            {"TEXT", "VARCHAR(3)", ""},
        };
        for (String[] change : changes) {
            List<Note> notes = draft(
                            "CREATE TABLE t (a " + change[0] + ")",
                            "CREATE TABLE t (a " + change[1] + ")")
                    .notes();
            List<Note> expected =
                    change[2].isEmpty() ? List.of() : List.of(new Note("t", "a", change[2]));
            assertEquals(expected, notes, change[0] + " to " + change[1]);
        }
    }

    @Test
    void whatMayStopItIsNoted() {
        assertNoted("(a TEXT, b TEXT)", "(a TEXT, b TEXT, UNIQUE (b, a))", "same (b, a) stop it");
        assertNoted("(a TEXT, b TEXT)", "(a TEXT, b TEXT, CHECK (a<>b))", "\"a\" <> \"b\"");
        assertNoted("(a TEXT, b TEXT)", "(a TEXT PRIMARY KEY, b TEXT)", "same (a) stop it");
        assertNoted("(a INT, b TEXT)", "(a INT, b TEXT) STRICT", "no INT stops the migration");
        assertNoted("(a TEXT, b TEXT)", "(a INTEGER PRIMARY KEY, b TEXT)", "what is none stops");
        assertNoted("(a TEXT UNIQUE)", "(a TEXT COLLATE NOCASE UNIQUE)", "same (a) stop it");
        assertNoted("(a TEXT UNIQUE)", "(a INTEGER UNIQUE)", "same (a) stop it");
        assertNoted("(a TEXT UNIQUE)", "(a TEXT NOT NULL UNIQUE)", "same (a) stop it");
        assertNoted(
                "(a INTEGER PRIMARY KEY AUTOINCREMENT, b)",
                "(b, a INTEGER PRIMARY KEY AUTOINCREMENT)",
                "numbers of deleted last rows");
        assertEquals(
                List.of(),
                draft("CREATE TABLE t (a TEXT UNIQUE, b)", "CREATE TABLE t (b, a TEXT UNIQUE)")
                        .notes());
        assertEquals(
                List.of(),
                draft(
                                "CREATE TABLE t (a TEXT UNIQUE, b)",
                                "CREATE TABLE t (b, a TEXT, UNIQUE(b,a))")
                        .notes());
    }

    @Test
    void rowsKeepTheirNumbers() {
        String hidden = "CREATE TABLE t (a TEXT, b TEXT);";
        String moved = "CREATE TABLE t (b TEXT, a TEXT);";
        String shown = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);";
        String rows = "INSERT INTO t (rowid, a) VALUES (7, 'x'), (3, 'y');";
        for (String[] pair : new String[][] {{hidden, moved}, {hidden, shown}, {shown, moved}}) {
            try (Migrated run = Migrated.of(pair[0], pair[1], rows)) {
                assertEquals(
                        "[(3, 'y'), (7, 'x')]",
                        run.query("SELECT rowid, a FROM t ORDER BY rowid").toString(),
                        run.draft().script());
            }
        }
    }

    @Test
    void aNewKeyTellsRowsApartByWhatDidSoBefore() {
        String[][] keys = {
            {"id INTEGER PRIMARY KEY, a", "k TEXT PRIMARY KEY, a", "[('1'), ('2')]"},
            {"a", "k TEXT PRIMARY KEY, a", "[('1'), ('2')]"},
            {"id TEXT PRIMARY KEY, a", "k BLOB NOT NULL, a, PRIMARY KEY (k)", "[('1'), ('2')]"},
            {"id TEXT PRIMARY KEY, a", "k INTEGER PRIMARY KEY, a", "[(1), (2)]"},
        };
        for (String[] key : keys) {
            String older = "CREATE TABLE t (" + key[0] + ");";
            String insert = key[0].startsWith("id")
                    ? "INSERT INTO t VALUES ('1', 5), ('2', 5);"
                    : "INSERT INTO t VALUES (5), (5);";
            try (Migrated run = Migrated.of(older, "CREATE TABLE t (" + key[1] + ");", insert)) {
                assertEquals(key[2], run.query("SELECT k FROM t ORDER BY k").toString(), key[1]);
                assertEquals(1, run.draft().notes().size(), run.draft().notes().toString());
                assertEquals("k", run.draft().notes().get(0).column());
            }
        }
        assertNoted("(a INT, b TEXT, PRIMARY KEY (a, b))", "(k INT PRIMARY KEY, a)", "(k) stop it");
    }

    @Test
    void rowsOfWhichNothingStaysAreRowsAllTheSame() {
        String older = "CREATE TABLE t (k TEXT PRIMARY KEY, a TEXT);";
        String newer = "CREATE TABLE t (b INTEGER DEFAULT 4, UNIQUE (b, c), c REAL);";
        String turned = newer.replace(", UNIQUE (b, c), c REAL", ", c REAL, UNIQUE (b, c)");

        try (Migrated run =
                Migrated.of(older, turned, "INSERT INTO t VALUES ('x', 1), ('y', 2);")) {
            assertEquals("[(4, NULL), (4, NULL)]", run.query("SELECT * FROM t").toString());
        }
    }

    @Test
    void childrenKeepTheirRowsWhenTheirParentIsRebuilt() {
        String older = "CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT);"
                + "CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p ON DELETE CASCADE);";
        String newer = older.replace("n TEXT", "n INTEGER");

        try (Migrated run = Migrated.of(
                older, newer, "INSERT INTO p VALUES (1, 'x'); INSERT INTO c VALUES (5, 1);")) {
            assertTrue(run.draft().script().startsWith("-- "), "it says how it is to be run");
            assertTrue(run.draft().script().contains("PRAGMA foreign_keys = OFF"));
            assertEquals("[(5, 1)]", run.query("SELECT * FROM c").toString());
        }
    }

    @Test
    void tablesComeAndGoChildrenFirst() {
        String older = "CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
                + "CREATE TABLE c (x INTEGER REFERENCES p (id), y REAL);"
                + "CREATE TABLE own (x INTEGER REFERENCES own, q BLOB);"
                + "CREATE INDEX fresh ON c (y);";
        String newer = "CREATE TABLE fresh (f BLOB); CREATE UNIQUE INDEX p ON fresh (f);";

        try (Migrated run = Migrated.of(older, newer, "")) {
            assertEquals(
                    List.of(
                            "DROP INDEX fresh",
                            "CREATE TABLE fresh (f BLOB)",
                            "DROP TABLE c",
                            "DROP TABLE p",
                            "DROP TABLE own",
                            "CREATE UNIQUE INDEX p ON fresh (f)"),
                    run.draft().statements());
        }
        String circle =
                "CREATE TABLE p (a BLOB REFERENCES c); CREATE TABLE c (b TEXT REFERENCES p);";
        try (Migrated run = Migrated.of(circle, newer, "")) {
            assertTrue(run.draft().statements().contains("DROP TABLE c"));
        }
    }

    @Test
    void indexesAreMadeAnewWhereTheyDiffer() {
        String table = "CREATE TABLE t (a TEXT, b INTEGER);";
        String older = table + "CREATE INDEX i ON t (a); CREATE INDEX j ON t (b);"
                + "CREATE INDEX k ON t (a, b)";
        String newer = table + "CREATE INDEX i ON t (a DESC); CREATE UNIQUE INDEX j ON t (b);"
                + "CREATE INDEX k ON t (a, b)";

        try (Migrated run = Migrated.of(older, newer, "")) {
            assertEquals(
                    List.of(
                            "DROP INDEX i",
                            "DROP INDEX j",
                            "CREATE INDEX i ON t (a DESC)",
                            "CREATE UNIQUE INDEX j ON t (b)"),
                    run.draft().statements());
            assertEquals(
                    List.of(new Note("t", null, "two rows with the same (b) stop it")),
                    run.draft().notes());
        }
    }

    @Test
    void namesThatNeedQuotesGetThemAndOthersInTheWayAreAvoided() {
        String older = "CREATE TABLE \"or\"\"der\" (\"a b\" TEXT, `group` TEXT);"
                + "CREATE TABLE \"new_or\"\"der\" (x);";
        String newer = "CREATE TABLE \"or\"\"der\" (`group` INTEGER, \"a b\" TEXT NOT NULL);"
                + "CREATE TABLE \"new_or\"\"der\" (x);";

        try (Migrated run =
                Migrated.of(older, newer, "INSERT INTO \"or\"\"der\" VALUES (NULL, '4');")) {
            assertEquals("[(4, '')]", run.query("SELECT * FROM \"or\"\"der\"").toString());
        }
    }

    @Test
    void tablesOfSyncDbAreLeftAlone() {
        String mine = "CREATE TABLE t (a);";
        assertEquals(List.of(), statements(mine + "CREATE TABLE syncdb_x (a);", mine));
        assertEquals(List.of(), statements(mine, mine + "CREATE TABLE syncdb_x (a);"));
    }

    private static void assertRebuilt(Migrated run, String why) {
        assertTrue(run.draft().statements().contains("DROP TABLE t"), why + run.draft());
    }

    private static void assertNoted(String older, String newer, String part) {
        List<Note> notes =
                draft("CREATE TABLE t " + older, "CREATE TABLE t " + newer).notes();
        assertTrue(
                notes.stream().anyMatch(note -> note.text().contains(part)),
                () -> part + " is not in " + notes);
    }

    private static List<String> statements(String older, String newer) {
        return draft(older, newer).statements();
    }

    private static Draft draft(String older, String newer) {
        return Draft.of(Scripts.schema(older), Scripts.schema(newer));
    }
}
