package dev.syncdb.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws expressions and queries over tables that {@link #TABLES} makes. Every seed draws the same.
 */
final class RandomSql {
    static final String TABLES = """
            CREATE TABLE t (id INTEGER PRIMARY KEY, i INT, r REAL, s TEXT, n NUMERIC, b BLOB, x,
              c TEXT COLLATE NOCASE);
            CREATE INDEX t_i ON t (i);
            CREATE INDEX t_s ON t (s, r);
            CREATE INDEX t_c ON t (c, n DESC);
            CREATE TABLE u (k TEXT PRIMARY KEY, i INTEGER, s TEXT COLLATE NOCASE, UNIQUE (i, s))
              WITHOUT ROWID;
            CREATE TABLE v (i INTEGER, x);
            """;

    private static final List<String> LITERALS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "3",
            "7",
            "NULL",
            "'a'",
            "'A'",
            "'b'",
            "'abc'",
            "''",
            "' 5 '",
            "'5'",
            "'5.0'",
            "'-3x'",
            "'1e2'",
            "0.5",
            "-2.5",
            "1.0",
            "3e10",
            "x'61'",
            "x''",
            "x'6162'",
            "9223372036854775807",
            "-9223372036854775808",
            "1e300",
            "4611686018427387904",
            "TRUE",
            "FALSE",
            "'aBc'",
            "'a_c'",
            "'%b%'",
            "5.5",
            "'é'");

    private static final List<String> BINARY = List.of(
            "+",
            "-",
            "*",
            "/",
            "%",
            "||",
            "=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "AND",
            "OR",
            "IS",
            "IS NOT",
            "&",
            "|",
            "<<",
            ">>",
            "LIKE",
            "GLOB",
            "NOT LIKE",
            "==",
            "!=");

    private static final List<String> UNARY_FUNCTIONS = List.of(
            "length", "lower", "upper", "typeof", "hex", "trim", "ltrim", "rtrim", "round",
            "unicode", "sign");

    private static final List<String> BINARY_FUNCTIONS =
            List.of("coalesce", "ifnull", "nullif", "min", "max", "instr", "trim");

    private static final List<String> TYPES = List.of("INTEGER", "TEXT", "REAL", "NUMERIC", "BLOB");

    private final Random random;
    private List<String> columns = List.of();

    RandomSql(long seed) {
        random = new Random(seed);
    }

    /** INSERTs for the tables. */
    List<String> rows() {
        List<String> inserts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < 7; column++) {
                cells.add(pick(LITERALS));
            }
            inserts.add("INSERT INTO t (i, r, s, n, b, x, c) VALUES (" + String.join(", ", cells)
                    + ")");
            inserts.add("INSERT OR IGNORE INTO u VALUES (" + nonNull() + ", " + random.nextInt(10)
                    + ", " + nonNull() + ")");
            inserts.add(
                    "INSERT INTO v VALUES (" + random.nextInt(10) + ", " + pick(LITERALS) + ")");
        }
        return inserts;
    }

    /** An expression without columns. */
    String constant() {
        columns = List.of();
        return expression(3);
    }

    /** A query that says its order, or one to be compared in any order. */
    String query() {
        return switch (random.nextInt(6)) {
            case 0 -> joined();
            case 1 -> grouped();
            case 2 -> nested();
            default -> filtered();
        };
    }

    private String filtered() {
        columns = List.of("id", "i", "r", "s", "n", "b", "x", "c");
        String order = random.nextBoolean() ? "" : " ORDER BY " + ordering() + ", id";
        String limit = order.isEmpty() || random.nextBoolean() ? "" : " LIMIT " + random.nextInt(9);
        return "SELECT " + (random.nextInt(5) == 0 ? "DISTINCT " : "") + "id, " + expression(2)
                + " FROM t WHERE " + condition() + order + limit;
    }

    private String joined() {
        columns = List.of("t.id", "t.i", "t.s", "t.x", "t.c", "u.k", "u.i", "u.s");
        String kind = pick(List.of("JOIN", "LEFT JOIN", "CROSS JOIN"));
        String on = pick(List.of("u.i = t.i", "u.k = t.s", "u.s = t.c", "t.x = u.k", "u.i = t.id"));
        return "SELECT t.id, u.k, " + expression(1) + " FROM t " + kind + " u ON " + on + " AND "
                + condition() + " WHERE " + condition();
    }

    private String grouped() {
        columns = List.of("i", "s", "n", "c", "x");
        String key = pick(columns);
        // Of texts that differ in case only, which is the least depends on the path.
        List<String> exact = List.of("i", "s", "n", "x");
        return "SELECT count(*), count(" + pick(columns) + "), sum(i), min(" + pick(exact)
                + "), max(" + pick(exact) + "), count(DISTINCT " + pick(columns) + "), total(n)"
                + " FROM t WHERE " + condition() + " GROUP BY " + key
                + (random.nextBoolean() ? "" : " HAVING count(*) > 1");
    }

    private String nested() {
        columns = List.of("id", "i", "s", "x", "c");
        String inner = pick(List.of("i", "x"));
        return "SELECT id FROM t WHERE " + pick(columns)
                + (random.nextBoolean() ? " IN" : " NOT IN")
                + " (SELECT " + inner + " FROM v WHERE v.i " + pick(List.of("<", "=", ">"))
                + " t.i OR v.i > " + random.nextInt(10) + ") OR EXISTS (SELECT 1 FROM u WHERE u."
                + pick(List.of("i = t.i", "k = t.s", "s = t.c")) + ")";
    }

    private String ordering() {
        String direction = pick(List.of("", " ASC", " DESC", " NULLS LAST", " DESC NULLS FIRST"));
        return pick(columns) + direction;
    }

    private String condition() {
        return switch (random.nextInt(7)) {
            case 0 -> pick(columns) + " IN (" + pick(LITERALS) + ", " + pick(LITERALS) + ")";
            case 1 -> pick(columns) + " BETWEEN " + pick(LITERALS) + " AND " + pick(LITERALS);
            case 2 -> pick(columns) + pick(List.of(" IS NULL", " IS NOT NULL"));
            case 3, 4 ->
                pick(columns)
                        + pick(List.of(" = ", " < ", " >= ", " > ", " <= ", " IS "))
                        + pick(LITERALS);
            default -> expression(2);
        };
    }

    private String expression(int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            boolean column = !columns.isEmpty() && random.nextInt(3) > 0;
            return column ? pick(columns) : pick(LITERALS);
        }
        String a = expression(depth - 1);
        String b = expression(depth - 1);
        return switch (random.nextInt(14)) {
            case 0 -> pick(UNARY_FUNCTIONS) + "(" + a + ")";
            case 1 -> pick(BINARY_FUNCTIONS) + "(" + a + ", " + b + ")";
            case 2 -> "CAST(" + a + " AS " + pick(TYPES) + ")";
            case 3 -> "CASE WHEN " + a + " THEN " + b + " ELSE " + expression(depth - 1) + " END";
            case 4 -> "CASE " + a + " WHEN " + b + " THEN 1 ELSE " + expression(depth - 1) + " END";
            case 5 -> pick(List.of("NOT ", "- ", "+", "~")) + "(" + a + ")";
            case 6 ->
                "(" + a + pick(List.of(" IS NULL", " IS NOT NULL", " IS TRUE", " IS NOT FALSE"))
                        + ")";
            case 7 ->
                "(" + a + pick(List.of(" IN (", " NOT IN (")) + b + ", " + expression(depth - 1)
                        + "))";
            case 8 -> "(" + a + " BETWEEN " + b + " AND " + expression(depth - 1) + ")";
            case 9 -> "(" + a + " COLLATE NOCASE " + pick(List.of("=", "<", ">")) + " " + b + ")";
            case 10 -> "substr(" + a + ", " + small() + ", " + small() + ")";
            default -> "(" + a + " " + pick(BINARY) + " " + b + ")";
        };
    }

    private int small() {
        return random.nextInt(9) - 4;
    }

    private String nonNull() {
        String literal = pick(LITERALS);
        return literal.equals("NULL") ? "'z'" : literal;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
