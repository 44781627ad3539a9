package dev.syncdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws queries and writes over tables that {@link #TABLES} makes, with few values, so that they
 * often meet. Every seed draws the same.
 */
final class RandomQueries {
    static final String TABLES = """
            CREATE TABLE a (id INTEGER PRIMARY KEY, p INT, s TEXT, c TEXT COLLATE NOCASE, n, d INT);
            CREATE INDEX a_p ON a (p, s DESC);
            CREATE INDEX a_c ON a (c DESC, n);
            CREATE TABLE b (k TEXT COLLATE NOCASE PRIMARY KEY, p INT, s TEXT, n, UNIQUE (p, s))
              WITHOUT ROWID;
            CREATE TABLE e (p INT, n);
            """;

    private static final List<String> A = List.of("id", "p", "s", "c", "n", "d");
    private static final List<String> B = List.of("k", "p", "s", "n");
    private static final List<String> E = List.of("p", "n");
    private static final List<String> LITERALS =
            List.of("0", "1", "2", "3", "1.0", "'x'", "'X'", "'y'", "'1'", "NULL", "2.5");

    private static final Pattern PARAMETER = Pattern.compile("\\{(.*?)}");
    private static final List<Object> PARAMETERS = List.of(0, 1, 2, 3, "x", "y", 1.0);

    private final Random random;

    RandomQueries(long seed) {
        random = new Random(seed);
    }

    /** A query and its parameters. */
    record Query(String sql, List<Object> parameters) {
        @Override
        public String toString() {
            return sql + " with " + parameters;
        }
    }

    Query query() {
        String sql = select();
        List<Object> parameters = new ArrayList<>();
        Matcher places = PARAMETER.matcher(sql);
        while (places.find()) {
            parameters.add(PARAMETERS.get(Integer.parseInt(places.group(1))));
        }
        return new Query(places.replaceAll("?"), parameters);
    }

    /** One to three statements. */
    List<String> commit() {
        List<String> statements = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            statements.add(write());
        }
        return statements;
    }

    /** A change of structure that some queries cannot do without. */
    List<String> definition() {
        return switch (random.nextInt(6)) {
            case 0 -> List.of("DROP INDEX IF EXISTS a_p");
            case 1 -> List.of("CREATE INDEX IF NOT EXISTS a_p ON a (p, s DESC)");
            case 2 -> List.of("CREATE INDEX IF NOT EXISTS b_n ON b (n, s)");
            case 3 -> List.of("CREATE TABLE IF NOT EXISTS other (x)");
            case 4 -> List.of("DROP TABLE IF EXISTS e");
            default ->
                List.of(
                        "DROP TABLE IF EXISTS e",
                        "CREATE TABLE e (p INT, n)",
                        "INSERT INTO e VALUES (1, 1)");
        };
    }

    private String select() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> one();
            case 3, 4 -> joined();
            case 5, 6 -> outer();
            case 7 -> grouped();
            case 8 -> among();
            case 9 -> compound();
            case 10 ->
                "SELECT x.p, " + some("x", List.of("p", "m")) + " FROM (SELECT p, max(n) AS m"
                        + " FROM b WHERE " + condition("b", B)
                        + " GROUP BY p) x JOIN a ON a.id = x.p"
                        + " AND " + condition("a", A);
            default ->
                "SELECT " + some("a", A) + ", (SELECT " + pick(List.of("count(*)", "e.n"))
                        + " FROM e WHERE " + pick(List.of("e.p = a.p", "e.n > a.n", "e.p = 1"))
                        + ") FROM a"
                        + " WHERE " + condition("a", A);
        };
    }

    private String one() {
        boolean inB = random.nextInt(3) == 0;
        String table = inB ? "b" : "a";
        List<String> columns = inB ? B : A;
        String order = random.nextBoolean()
                ? ""
                : " ORDER BY " + some(table, columns) + pick(List.of("", " DESC"));
        String limit = random.nextBoolean() ? "" : " LIMIT " + random.nextInt(4);
        return "SELECT " + pick(List.of("", "DISTINCT ")) + some(table, columns) + ", "
                + some(table, columns) + " FROM " + table + " WHERE " + conditions(table, columns)
                + order + limit;
    }

    private String joined() {
        String on = pick(List.of("b.p = a.p", "b.k = a.s", "b.s = a.c", "b.n = a.id", "b.k = 'x'"));
        return "SELECT " + some("a", A) + ", " + some("b", B) + " FROM a JOIN b ON " + on
                + " WHERE " + condition("a", A) + " AND " + condition("b", B);
    }

    private String outer() {
        String on = pick(List.of("b.p = a.p", "b.k = a.s", "b.s = a.c", "b.n = a.id"));
        String where = pick(List.of(
                "b.k IS NULL",
                "b.n IS NULL",
                condition("b", B),
                condition("a", A),
                "1",
                "b.p > 1"));
        return "SELECT " + some("a", A) + ", " + pick(List.of("1", "b.s", "b.k"))
                + " FROM a LEFT JOIN b ON " + on + " AND " + condition("b", B) + " WHERE " + where;
    }

    private String grouped() {
        String filter = random.nextBoolean() ? "" : " FILTER (WHERE " + condition("a", A) + ")";
        return "SELECT " + some("a", A) + ", count(*)" + filter + ", "
                + pick(List.of("max(a.n)", "group_concat(a.s)", "total(a.d)", "min(a.c)"))
                + " FROM a WHERE " + condition("a", A)
                + (random.nextBoolean() ? "" : " GROUP BY " + some("a", A))
                + (random.nextBoolean() ? "" : " HAVING count(*) > 1");
    }

    private String among() {
        String inner = "SELECT " + some("e", E) + " FROM e WHERE "
                + pick(List.of("e.p = a.p", "e.n IS NOT NULL", condition("e", E)));
        String test = random.nextInt(3) == 0
                ? pick(List.of("", "NOT ")) + "EXISTS (" + inner + ")"
                : some("a", A) + pick(List.of("", " NOT")) + " IN (" + inner + ")";
        return "SELECT " + some("a", A) + " FROM a WHERE " + test + " AND " + condition("a", A);
    }

    private String compound() {
        return "SELECT " + some("a", A) + " FROM a WHERE " + condition("a", A)
                + pick(List.of(" UNION ", " UNION ALL ", " EXCEPT ", " INTERSECT "))
                + "SELECT " + some("b", B) + " FROM b WHERE " + condition("b", B)
                + pick(List.of("", " ORDER BY 1", " ORDER BY 1 DESC LIMIT 2"));
    }

    private String conditions(String table, List<String> columns) {
        return condition(table, columns)
                + (random.nextBoolean() ? "" : " AND " + condition(table, columns));
    }

    private String condition(String table, List<String> columns) {
        String column = some(table, columns);
        return switch (random.nextInt(10)) {
            case 0 -> column + " IN (" + value() + ", " + value() + ")";
            case 1 -> column + " BETWEEN " + value() + " AND " + value();
            case 2 -> column + pick(List.of(" IS NULL", " IS NOT NULL"));
            case 3 -> column + " LIKE 'x%'";
            case 4 ->
                "(" + column + " = " + value() + " OR " + some(table, columns) + " = " + value()
                        + ")";
            case 5 -> column + pick(List.of(" < ", " = ")) + some(table, columns);
            case 6 -> column + " COLLATE NOCASE = " + value();
            default -> column + pick(List.of(" = ", " = ", " < ", " >= ", " > ", " IS ")) + value();
        };
    }

    private String value() {
        if (random.nextBoolean()) {
            return pick(LITERALS);
        }
        return "{" + random.nextInt(PARAMETERS.size()) + "}";
    }

    private String write() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> "INSERT OR IGNORE INTO a VALUES (" + random.nextInt(12) + ", " + cells(5);
            case 2 -> "INSERT OR REPLACE INTO b VALUES (" + key() + ", " + cells(3);
            case 3 -> "INSERT INTO e VALUES (" + cells(2);
            case 4 -> "DELETE FROM a WHERE id = " + random.nextInt(12);
            case 5 -> "DELETE FROM b WHERE k = " + key();
            case 6 -> "DELETE FROM e WHERE p = " + random.nextInt(4);
            case 7 -> "UPDATE OR IGNORE a SET id = id + 1 WHERE id = " + random.nextInt(12);
            case 8 -> "UPDATE e SET n = " + pick(LITERALS) + " WHERE p = " + random.nextInt(4);
            case 9, 10 ->
                "UPDATE OR IGNORE b SET " + pick(List.of("p", "s", "n", "k")) + " = "
                        + pick(List.of("0", "1", "'x'", "'X'", "2")) + " WHERE k = " + key();
            default ->
                "UPDATE a SET " + pick(A.subList(1, 6)) + " = " + pick(LITERALS) + " WHERE id = "
                        + random.nextInt(12);
        };
    }

    private String cells(int count) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(pick(LITERALS));
        }
        return String.join(", ", cells) + ")";
    }

    private String key() {
        return pick(List.of("'x'", "'X'", "'y'", "'1'", "'z'"));
    }

    private String some(String table, List<String> columns) {
        return table + "." + pick(columns);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
