package dev.syncdb.lab.exhaustive;

import dev.syncdb.Database;
import dev.syncdb.error.SyncDbException;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.MergeRule;
import dev.syncdb.schema.PrimaryKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables with some rows, and a few operations on them, of which worlds are made. Immutable.
 *
 * @param name the rule or policy that it is about
 * @param schema tables, and the rows that all replicas begin with
 * @param operations one statement or more each; {@link #VALUE} stands for a value of its own, and
 *     {@link #NUMBER} for a number
 * @param never queries that show nothing, whatever happened
 */
record Menu(String name, String schema, List<String> operations, List<String> never) {
    /** A text that nobody else writes: an array, so that it is one to rules of sets as well. */
    static final String VALUE = "{value}";

    /** A number that nobody else writes. */
    static final String NUMBER = "{number}";

    /** Stands for a bit that nobody else adds: a sum of them says which ones it counts. */
    static final String BIT = "{bit}";

    private static final Pattern CREATE = Pattern.compile("CREATE TABLE (\\w+)");

    Menu {
        operations = List.copyOf(operations);
        never = List.copyOf(never);
    }

    /** One for each rule of columns, each policy of rows and each of constraints. */
    static List<Menu> all() {
        List<Menu> menus = new ArrayList<>();
        for (MergeRule rule : MergeRule.values()) {
            if (rule != MergeRule.MERGED) {
                addColumn(menus, rule.name());
            }
        }
        menus.add(text());
        menus.add(textOfRow());
        for (PrimaryKey.Deletes deletes : PrimaryKey.Deletes.values()) {
            menus.add(rows(word(deletes), "sync_reject"));
            menus.add(rows(word(deletes), "sync_merge_rows"));
        }
        for (Index.Clashes clashes : Index.Clashes.values()) {
            menus.add(names(word(clashes), ""));
        }
        menus.add(names("sync_merge_rows", "ON DELETE CASCADE"));
        for (ForeignKey.Orphans orphans : ForeignKey.Orphans.values()) {
            for (String action : List.of("", "ON DELETE CASCADE", "ON DELETE SET NULL")) {
                menus.add(children(word(orphans), action));
            }
            menus.add(tree(word(orphans)));
        }
        return menus;
    }

    /** How a policy is declared. */
    private static String word(Enum<?> policy) {
        return "sync_" + policy.name().toLowerCase(Locale.ROOT);
    }

    /** A rule that takes neither texts nor numbers as they are here is about something else. */
    private static void addColumn(List<Menu> menus, String rule) {
        Menu texts = new Menu(
                rule,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT " + rule + ", w TEXT);"
                        + "INSERT INTO t VALUES (1, '[\"v0\"]', '');",
                List.of(
                        "UPDATE t SET v = '[\"" + VALUE + "\"]' WHERE id = 1",
                        "INSERT INTO t VALUES (1, '[\"" + VALUE + "\"]', '')",
                        "DELETE FROM t WHERE id = 1"),
                List.of());
        Menu numbers = new Menu(
                rule,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER " + rule + ");"
                        + "INSERT INTO t VALUES (1, 0);",
                List.of(
                        "UPDATE t SET v = v + " + BIT + " WHERE id = 1",
                        "INSERT INTO t VALUES (1, " + BIT + ")",
                        "DELETE FROM t WHERE id = 1"),
                List.of());
        if (texts.isPossible()) {
            menus.add(texts);
        } else if (numbers.isPossible()) {
            menus.add(numbers);
        }
    }

    /**
     * Something comes to a text at either end, it is written anew, or there is none. Of these
     * numbers an edit replaces no part.
     */
    private static Menu text() {
        return new Menu(
                "MERGED",
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT MERGED);"
                        + "INSERT INTO t VALUES (1, 'v0, as it was before');",
                List.of(
                        "UPDATE t SET v = text_splice(v, 0, 0, '" + BIT + ", ') WHERE id = 1",
                        "UPDATE t SET v = coalesce(v, '') || ' " + BIT + ".' WHERE id = 1",
                        "UPDATE t SET v = 'so it is to be, " + BIT + ".' WHERE id = 1",
                        "UPDATE t SET v = NULL WHERE id = 1"),
                List.of());
    }

    /** A word of a text is replaced, or its row is deleted and made again. */
    private static Menu textOfRow() {
        return new Menu(
                "MERGED of a row",
                "CREATE TABLE t (id INTEGER CONSTRAINT sync_merge_rows PRIMARY KEY,"
                        + " v TEXT MERGED);"
                        + "INSERT INTO t VALUES (1, 'v0, as it was before');",
                List.of(
                        "UPDATE t SET v = replace(v, 'was', 'was " + BIT + " and') WHERE id = 1",
                        "UPDATE t SET v = text_splice(v, 0, 0, '" + BIT + ", ') WHERE id = 1",
                        "INSERT INTO t VALUES (1, 'what was " + BIT + ".')",
                        "DELETE FROM t WHERE id = 1"),
                List.of());
    }

    /** The names of its tables. */
    List<String> tables() {
        List<String> tables = new ArrayList<>();
        Matcher create = CREATE.matcher(schema);
        while (create.find()) {
            tables.add(create.group(1));
        }
        return tables;
    }

    private boolean isPossible() {
        try (Database database = Database.inMemory()) {
            database.load(schema);
            return true;
        } catch (SyncDbException refused) {
            return false;
        }
    }

    private static Menu rows(String deletes, String inserts) {
        return new Menu(
                deletes + " " + inserts,
                "CREATE TABLE t (id INTEGER CONSTRAINT " + deletes + " CONSTRAINT " + inserts
                        + " PRIMARY KEY, v TEXT, w TEXT);"
                        + "INSERT INTO t VALUES (1, 'v0', '');",
                List.of(
                        "UPDATE t SET v = '" + VALUE + "' WHERE id = 1",
                        "INSERT INTO t VALUES (1, '" + VALUE + "', NULL)",
                        "DELETE FROM t WHERE id = 1"),
                List.of());
    }

    private static Menu names(String clashes, String action) {
        return new Menu(
                "UNIQUE " + clashes + " " + action,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT CONSTRAINT " + clashes
                        + " UNIQUE, v TEXT);"
                        + "CREATE TABLE c (id INTEGER PRIMARY KEY, t INT REFERENCES t " + action
                        + ", v TEXT);"
                        + "INSERT INTO t VALUES (1, 'one', 'v0');",
                List.of(
                        "INSERT INTO t VALUES (" + NUMBER + ", 'x', '" + VALUE + "')",
                        "UPDATE t SET n = 'x', v = '" + VALUE + "' WHERE id = 1",
                        "INSERT INTO c VALUES (" + NUMBER + ", (SELECT id FROM t WHERE n = 'x'), '"
                                + VALUE + "')",
                        "DELETE FROM c WHERE t IN (SELECT id FROM t WHERE n = 'x');"
                                + "DELETE FROM t WHERE n = 'x'"),
                List.of(
                        "SELECT n FROM t GROUP BY n HAVING count(*) > 1",
                        "SELECT id FROM c WHERE t IS NOT NULL AND t NOT IN (SELECT id FROM t)"));
    }

    private static Menu children(String orphans, String action) {
        return new Menu(
                "REFERENCES " + orphans + " " + action,
                "CREATE TABLE p (id INTEGER PRIMARY KEY, v TEXT);"
                        + "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT CONSTRAINT " + orphans
                        + " REFERENCES p " + action + ", v TEXT);"
                        + "INSERT INTO p VALUES (1, 'v0'), (2, 'v0');"
                        + "INSERT INTO c VALUES (1, 1, 'v0');",
                List.of(
                        "INSERT INTO c VALUES (" + NUMBER + ", 1, '" + VALUE + "')",
                        "UPDATE c SET p = 2, v = '" + VALUE + "' WHERE id = 1",
                        "DELETE FROM c WHERE p = 1; DELETE FROM p WHERE id = 1",
                        "UPDATE c SET p = 1 WHERE p = 2; DELETE FROM p WHERE id = 2",
                        "INSERT INTO p VALUES (1, '" + VALUE + "')"),
                List.of("SELECT id FROM c WHERE p IS NOT NULL AND p NOT IN (SELECT id FROM p)"));
    }

    /** Moves a node of three under another, unless its author sees that this is under itself. */
    private static String move(int node, int parent) {
        String children = "SELECT id FROM t WHERE up = " + node;
        return "UPDATE t SET up = " + parent + ", v = '" + VALUE + "' WHERE id = " + node
                + " AND NOT EXISTS (SELECT 1 FROM t b WHERE b.id = " + parent + " AND (b.up = "
                + node + " OR b.up IN (" + children + ")))";
    }

    private static Menu tree(String orphans) {
        return new Menu(
                "TREE " + orphans,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, up INT CONSTRAINT sync_tree CONSTRAINT "
                        + orphans + " REFERENCES t, v TEXT);"
                        + "INSERT INTO t VALUES (1, NULL, 'v0'), (2, NULL, 'v0'), (3, 2, 'v0');",
                List.of(
                        move(1, 2),
                        move(2, 1),
                        move(1, 3),
                        "DELETE FROM t WHERE id = 3",
                        "INSERT INTO t VALUES (" + NUMBER + ", 3, '" + VALUE + "')"),
                List.of("SELECT a.id FROM t a JOIN t b ON a.up = b.id JOIN t c ON b.up = c.id"
                        + " JOIN t d ON c.up = d.id JOIN t e ON d.up = e.id"));
    }
}
