package dev.syncdb.sql.syntax;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class MutationTest {
    private static final long SEED = 0xBADC0DE;
    private static final int MUTANTS = 100_000;

    private static final Set<ErrorCode> CODES =
            EnumSet.of(ErrorCode.SYNTAX, ErrorCode.UNSUPPORTED, ErrorCode.LIMIT);

    private static final List<String> STATEMENTS = List.of(
            "SELECT DISTINCT t.a, t.*, count(*) AS n FROM t AS x LEFT OUTER JOIN u y ON x.a = y.a"
                    + " WHERE EXISTS (SELECT 1) GROUP BY a HAVING count(*) > 1 ORDER BY n"
                    + " DESC LIMIT 3, 4",
            "SELECT a BETWEEN 1 AND 2 AND b NOT IN (1, ?2) OR c LIKE '%x' ESCAPE '\\' UNION"
                    + " VALUES (x'00ff')",
            "SELECT CASE a WHEN 1 THEN 'x' ELSE 0x1F END, CAST(\"a\" AS DECIMAL(5, 2)), [b]"
                    + " COLLATE nocase",
            "INSERT OR REPLACE INTO t (a, b) VALUES (1, -2.5e3), (:c, NULL) ON CONFLICT (a)"
                    + " WHERE a > 0"
                    + " DO UPDATE SET b = excluded.b WHERE a > 1 RETURNING a, b AS c;",
            "UPDATE t AS x SET a = a + 1, b = f(DISTINCT b) FILTER (WHERE c) WHERE a IN"
                    + " (SELECT a FROM u)",
            "DELETE FROM main.t NOT INDEXED WHERE a IS NOT DISTINCT FROM"
                    + " -9223372036854775808 RETURNING *",
            "CREATE TEMP TABLE IF NOT EXISTS t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT"
                    + " MERGED NOT NULL"
                    + " DEFAULT 'x' COLLATE nocase UNIQUE ON CONFLICT IGNORE, c CHECK (c >"
                    + " 0) REFERENCES p (a)"
                    + " ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,"
                    + " d AS (a + 1) STORED,"
                    + " PRIMARY KEY (a, b DESC), FOREIGN KEY (a) REFERENCES p) WITHOUT"
                    + " ROWID, STRICT",
            "CREATE UNIQUE INDEX i ON t (a COLLATE nocase DESC, b + 1) WHERE a IS NOT NULL -- end",
            "DROP TABLE IF EXISTS t /* gone */; PRAGMA foreign_keys = OFF; BEGIN; ROLLBACK"
                    + " TO s; END",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a = 1; END; SELECT 1");

    private static final String[] SPLINTERS = {
        "'",
        "\"",
        "[",
        "]",
        "`",
        "(",
        ")",
        ",",
        ";",
        ".",
        "*",
        "-",
        "--",
        "/*",
        "*/",
        "0x",
        "1e",
        "?",
        ":",
        "N'",
        "X'",
        "\0",
        "\uFFFF",
        "\uD800",
        "\uFEFF",
        "\n",
        " NOT ",
        " SELECT ",
        " END ",
        " AS ",
        " WITH ",
        " NULL ",
        " ON ",
        "99999999999999999999",
        "?99999",
        "((((((((",
        " CASE ",
        " WINDOW ",
        " OVER "
    };

    @Test
    void aDamagedStatementIsParsedOrRefusedAndNothingElse() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            refused += parseAll(mutant(random));
        }
        assertTrue(refused > MUTANTS / 4, "most damage is noticed, but only " + refused + " was");
    }

    private static int parseAll(String text) {
        int refused = 0;
        try {
            for (Script script = Script.of(text); script.hasNext(); ) {
                try {
                    script.next();
                } catch (Incorrect incorrect) {
                    assertTrue(
                            CODES.contains(incorrect.code()),
                            () -> incorrect.code() + " for " + text);
                    assertTrue(incorrect.getMessage().startsWith("line "), incorrect::getMessage);
                    refused = 1;
                }
            }
        } catch (RuntimeException | StackOverflowError thrown) {
            fail("seed " + SEED + ": " + text, thrown);
        }
        return refused;
    }

    private static String mutant(Random random) {
        StringBuilder text = new StringBuilder(STATEMENTS.get(random.nextInt(STATEMENTS.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0:
                    text.delete(at, end);
                    break;
                case 1:
                    text.insert(at, SPLINTERS[random.nextInt(SPLINTERS.length)]);
                    break;
                case 2:
                    text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                    break;
                default:
                    text.setLength(at);
                    break;
            }
        }
        return text.toString();
    }
}
