package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.Database;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions and operators at their borders. */
final class FunctionsTest {
    private final Twins twins = new Twins();

    @AfterEach
    void close() {
        twins.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abs(-5), abs(-5.5), abs('-3'), abs('x'), abs(NULL), abs(x'2d33')",
                "length('añb'), length(x'00ff00'), length(12.5), length(NULL), length('')",
                "lower('ÄBC'), upper('äbc'), lower(x'4142'), upper(NULL)",
                "substr('hello', 2), substr('hello', -3), substr('hello', 2, 2)",
                "substr('hello', 0, 3), substr('hello', -9, 6), substr('hello', 4, -2)",
                "substr('hello', 9), substr('hello', -9), substr('hello', 2, -5), substr('', 1)",
                "substr('a😀b', 2, 1), substr(x'010203', 2), substr(x'010203', -2, 1)",
                "substring('hello', 3, 1), substr('hello', NULL), substr(x'', 1)",
                "trim('  a b '), ltrim('  a '), rtrim('  a '), trim('xxaxx', 'x'), trim('', 'x')",
                "trim('yxaxy', 'xy'), ltrim('abc', ''), rtrim(NULL, 'x'), trim('abcba', 'ab')",
                "replace('banana', 'an', 'AN'), replace('aaa', 'a', ''), replace('x', '', 'y')",
                "replace(NULL, 'a', 'b'), replace(1.5, '.', ',')",
                "instr('hello', 'l'), instr('hello', ''), instr('hello', 'z'), instr('😀b', 'b')",
                "instr(x'010203', x'02'), instr(x'0102', 'x'), instr(NULL, 'a')",
                "hex('abc'), hex(x'00ff'), hex(12), hex(NULL), hex(1.5)",
                "quote('it''s'), quote(1), quote(0.1), quote(NULL), quote(x'00ff'), quote(1e100)",
                "unicode('A'), unicode('😀'), unicode(''), char(65, 128512, 66), char()",
                "round(2.5), round(-2.5), round(2.567, 2), round(1e20), round(3, -1), round('x')",
                "round(2.675, 2), round(1.005, 2), round(NULL), round(1.5, NULL), round(0.5, 40)",
                "sign(-2), sign(0.5), sign('x'), sign('-3'), sign(NULL), sign(x'31'), sign(0)",
                "typeof(1), typeof(1.0), typeof('a'), typeof(x''), typeof(NULL)",
                "coalesce(NULL, NULL, 3), coalesce(NULL, NULL), ifnull(NULL, 2), ifnull(1, 1 / 0)",
                "nullif(1, 1), nullif(1, 2), nullif(NULL, 1), nullif(1, NULL), nullif('a', 'A')",
                "nullif('a' COLLATE NOCASE, 'A'), max('a', 'B' COLLATE NOCASE)",
                "min(3, 1, 2), max(3, 1, 'a'), min(1, NULL), max(x'00', 'z'), min('b', 'a')",
                "iif(1, 'y', 'n'), iif(NULL, 'y', 'n'), iif(0, 1, 2), iif('0', 1, 2)",
                "glob('a*', 'abc'), like('A%', 'abc'), zeroblob(3), zeroblob(-1)",
                "'a' LIKE 'A', 'ä' LIKE 'Ä', 'a%c' LIKE 'a\\%c' ESCAPE '\\', NULL LIKE 'a'",
                "'abc' LIKE 'a_c', 'abc' LIKE '%', '' LIKE '%', 'abc' LIKE 'abc%d', 12 LIKE '1%'",
                "'aXbXc' LIKE '%x%X%', 'abcabd' LIKE '%abd', 'a' LIKE 'a' ESCAPE NULL",
                "'abc' GLOB 'a[a-c]c', 'abc' GLOB 'a[^b]c', 'a]c' GLOB 'a[]]c', 'a-c' GLOB"
                        + " 'a[a-]c'",
                "'abc' GLOB 'A*', 'abc' GLOB '?b?', 'abc' GLOB '*[', 'a' GLOB '[', '' GLOB '*'",
                "7 / 2, -7 / 2, 7 % -3, 7 / 0, 7.0 / 0, 7 % 0, 5.5 % 2, '7' / '2', 'x' + 1",
                "9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2",
                "-9223372036854775808 / -1, -9223372036854775808 % -1, - -9223372036854775808",
                "1 << 3, 1 << 64, -1 >> 70, 1 >> -2, 5 & 3, 5 | 2, ~5, ~NULL, 1 << -9999",
                "-8 >> 1, 1 << 63, 1 >> 64, '5x' & 7, 5.9 | 0, -'5', -'x', -x'35', +'5'",
                "NULL AND 0, NULL AND 1, NULL OR 1, NULL OR 0, NOT NULL, NOT 'x', NOT '1'",
                "1 = 1.0, '1' = 1, 1 < 'a', x'61' > 'a', NULL = NULL, NULL IS NULL, 1 IS NOT NULL",
                "1 IS TRUE, 0 IS FALSE, NULL IS TRUE, 'x' IS NOT TRUE, NULL IS NOT FALSE, 2"
                        + " IS TRUE",
                "CAST('12abc' AS INTEGER), CAST('1e3' AS REAL), CAST(1.9 AS INT), CAST('x' AS INT)",
                "CAST(1e30 AS INTEGER), CAST(-1e30 AS INTEGER), CAST('99999999999999999999'"
                        + " AS INT)",
                "CAST(12 AS TEXT), CAST(1.0 AS TEXT), CAST('abc' AS BLOB), CAST(x'3132' AS"
                        + " INTEGER)",
                "CAST('1.5' AS NUMERIC), CAST('5.0' AS NUMERIC), CAST(' 7 ' AS NUMERIC)",
                "CAST(5.0 AS NUMERIC), CAST(x'352e30' AS NUMERIC), CAST(NULL AS TEXT)",
                "'a' || 1 || 2.0 || NULL, 'a' || 1 || 2.0, x'61' || 'b', 1 || x'32'",
                "CASE 1 WHEN 1.0 THEN 'a' END, CASE NULL WHEN NULL THEN 1 ELSE 2 END, CASE"
                        + " WHEN 0 THEN 1 END",
                "0.1 + 0.2, 1e15, 1e16, 123456789012345678, 1.0, 100.0, 1e-5, 0.0001, -0.0"
            })
    void agreeWithSqlite(String expressions) {
        twins.same("SELECT " + expressions);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date('2024-02-29', '+1 year'), date('2024-01-31', '+1 month')",
                "date('2024-03-31', '-1 month'), date('2024-01-15', 'start of month', '-1 day')",
                "datetime('2024-01-01 23:59:59.999', '+1 second'), time('12:34')",
                "datetime('2024-01-01T10:20:30Z'), datetime('2024-01-01 10:20:30+02:30')",
                "datetime('2024-01-01 10:20:30-02:30'), date('2024-02-31'), date('2024-13-01')",
                "datetime(1700000000, 'unixepoch'), datetime(1700000000, 'auto'), date(2460000.5)",
                "date('2460000.5'), datetime(0), datetime(2451545, 'julianday'), date('nonsense')",
                "julianday('2000-01-01 12:00'), unixepoch('2024-01-01'), unixepoch('1969-12-31')",
                "date('2024-05-05', 'weekday 0'), date('2024-05-05', 'weekday 3')",
                "datetime('2024-05-05', '+1.5 days', '-90 minutes', '+2 hours', '+10 seconds')",
                "datetime('2024-05-05', '+01:30', '-00:00:30'), date('2024-05-05', 'start"
                        + " of year')",
                "strftime('%Y-%m-%d %H:%M:%S %j %w %u %W %s %J %%', '2024-05-05 13:04:05')",
                "strftime('%f', '2024-05-05 13:04:05.678'), strftime('%e|%k|%l|%I|%p|%P',"
                        + " '2024-05-05 03:04')",
                "strftime('%F %T %R', '2024-05-05 13:04:05'), strftime('%q', '2024-05-05')",
                "strftime('%U %I %p', '2024-01-08 00:30'), strftime('%', '2024-05-05')",
                "date('2024-05-05', NULL), date(NULL), date('2024-05-05', 'nonsense'), time(NULL)",
                "date('2024-05-05', '+1 fortnight'), date('0000-01-01', '-1 day')",
                "date('9999-12-31', '+1 day'), time('25:00'), time('10:61'), time('10:20:61')",
                "date('2024-05-05', '+99999999999 days'), date('2024-05-05', '+20000 years')",
                "date('2024-05-05', 'unixepoch'), datetime('2024-05-05', 'start of day', 'auto')",
                "date('2024-05-05', 'julianday'), date(-1), date(1e10), date('24-05-05')",
                "datetime('2024-05-05 10:20', '-1 year', '+2 months'), date('2024-05-05', '1 day')"
            })
    void datesAgreeWithSqlite(String expressions) {
        twins.same("SELECT " + expressions);
    }

    @Test
    void nowIsOneMomentOfTheEnvironment() {
        Environment environment =
                new Environment(() -> new Stamp(1, 0, 1_700_000_000_123L), () -> -1L);
        try (Database database = Database.inMemory(environment)) {
            assertEquals(
                    "('2023-11-14', '22:13:20', '2023-11-14 22:13:20', '2023-11-14', 1700000000,"
                            + " '20.123', -1)",
                    database.query("SELECT CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP,"
                                    + " date('now'), unixepoch(), strftime('%f', 'now'), random()")
                            .toList()
                            .get(0)
                            .toString());
            assertTrue(database.query("SELECT uuid7()")
                    .toList()
                    .get(0)
                    .at(0)
                    .asText()
                    .matches("018bcfe5-687b-7fff-bfff-ffffffffffff"));
        }
    }

    @Test
    void sessionsCountTheirWrites() {
        twins.load("CREATE TABLE t (id INTEGER PRIMARY KEY, a)");
        try (var session = twins.ours().session()) {
            session.execute("INSERT INTO t (a) VALUES (1), (2), (3)");
            session.execute("UPDATE t SET a = 0 WHERE id > 1");
            assertEquals(
                    "(2, 5, 3)",
                    session.query("SELECT changes(), total_changes(), last_insert_rowid()")
                            .toList()
                            .get(0)
                            .toString());
            assertEquals(3, session.lastInsertRowid());
        }
    }

    @Test
    void whatHasNoAnswerIsRefused() {
        refused(ErrorCode.OUT_OF_RANGE, "SELECT abs(-9223372036854775808)");
        refused(
                ErrorCode.OUT_OF_RANGE,
                "SELECT sum(x) FROM (SELECT 9223372036854775807 AS x" + " UNION ALL SELECT 1)");
        refused(ErrorCode.WRONG_TYPE, "SELECT 'a' LIKE 'a' ESCAPE 'ab'");
        refused(ErrorCode.WRONG_TYPE, "SELECT 1 LIMIT 'x'");
        refused(ErrorCode.WRONG_TYPE, "SELECT 1 LIMIT NULL");
        refused(ErrorCode.LIMIT, "SELECT zeroblob(2000000000)");
        refused(ErrorCode.UNSUPPORTED, "SELECT date('2024-01-01', 'localtime')");
    }

    private void refused(ErrorCode code, String sql) {
        Incorrect refused = assertThrows(Incorrect.class, () -> twins.ours().query(sql), sql);
        assertEquals(code, refused.code(), refused.getMessage());
    }
}
