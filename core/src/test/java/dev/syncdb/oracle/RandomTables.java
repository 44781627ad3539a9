package dev.syncdb.oracle;

import dev.syncdb.value.Affinity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws tables with every kind of constraint. Every seed draws the same.
 *
 * <p>What is ours on purpose is not drawn: NULL in a primary key (every such column is NOT NULL),
 * ON CONFLICT in a definition, generated columns with a type in STRICT tables, foreign keys that
 * would write generated columns. Nor is what SQLite 3.46 gets wrong: REPLACE leaves references to
 * its own table dangling, a row that refers to itself is compared without affinity and collation,
 * so may be references between columns of different affinity, ON CONFLICT does not find a UNIQUE
 * over an INTEGER PRIMARY KEY and others, a VIRTUAL column in front of others confuses their
 * affinities, and one of type REAL may be an integer.
 */
final class RandomTables {
    private static final List<String> TYPES =
            List.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "NUMERIC", "VARCHAR(9)", "");
    private static final List<String> STRICT_TYPES =
            List.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");
    private static final List<String> COLLATIONS =
            List.of("", "", " COLLATE NOCASE", " COLLATE RTRIM", " COLLATE BINARY");
    private static final List<String> DEFAULTS =
            List.of("2", "-1", "'a'", "(1 + 2)", "('a' || 'B')", "NULL", "x'61'", "2.5");
    private static final List<String> ACTIONS =
            List.of("NO ACTION", "RESTRICT", "SET NULL", "SET DEFAULT", "CASCADE", "CASCADE");

    /**
     * A table that was drawn.
     *
     * @param ordinary the columns that can be written
     * @param all with the generated ones
     * @param typed true if a value may be refused for its type
     * @param plain true if an OR would show differences that are meant: a STRICT table's types are
     *     judged in another order, and AUTOINCREMENT counts no row that was ignored
     * @param affinities of all columns
     * @param keys columns that are unique together, the primary key first if there is one
     * @param scansAlike true if SQLite visits its rows in the order in which we do
     */
    record Drawn(
            String name,
            boolean typed,
            boolean plain,
            Map<String, Affinity> affinities,
            List<String> ordinary,
            List<String> all,
            List<List<String>> keys,
            boolean scansAlike) {}

    private final Random random;
    private final List<Drawn> tables = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    RandomTables(Random random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            draw("t" + i);
        }
    }

    List<Drawn> tables() {
        return tables;
    }

    /** Tables refer to those before them. */
    boolean mayBeParent(Drawn table) {
        return table != tables.get(tables.size() - 1);
    }

    /** The statements that make the tables. */
    List<String> statements() {
        return statements;
    }

    private void draw(String name) {
        boolean strict = random.nextInt(4) == 0;
        List<String> ordinary = new ArrayList<>();
        List<List<String>> keys = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        Map<String, Affinity> affinities = new HashMap<>();
        int key = random.nextInt(5);
        boolean numbered = key < 2;
        boolean sequence = numbered && random.nextInt(3) == 0;
        if (numbered) {
            ordinary.add("id");
            parts.add("id INTEGER PRIMARY KEY" + (sequence ? " AUTOINCREMENT" : ""));
            affinities.put("id", Affinity.INTEGER);
            keys.add(List.of("id"));
        }
        List<String> free = new ArrayList<>();
        // A hidden row number is the key of what has none.
        boolean named = key == 2 || key == 3;
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String column = "c" + i;
            String required = named && i < key - 1 ? " NOT NULL" : "";
            String type = type(strict);
            affinities.put(column, affinity(type));
            parts.add(column + " " + type + pick(COLLATIONS) + required
                    + rules(column, required.isEmpty()));
            ordinary.add(column);
            free.add(column);
        }
        List<String> all = new ArrayList<>(ordinary);
        addGenerated(parts, all, ordinary, affinities, strict);
        if (named) {
            List<String> columns = ordinary.subList(0, key - 1);
            parts.add("PRIMARY KEY (" + String.join(", ", columns) + ")");
            keys.add(List.copyOf(columns));
        }
        List<String> others = new ArrayList<>(all);
        if (!keys.isEmpty() && keys.get(0).size() == 1) {
            others.removeAll(keys.get(0));
        }
        addUniques(parts, keys, others);
        addChecks(parts, all);
        boolean rowless = named && random.nextBoolean();
        Drawn table = new Drawn(
                name,
                strict || numbered || (key == 2 && !rowless),
                strict || sequence,
                affinities,
                ordinary,
                all,
                keys,
                !named || rowless);
        addForeignKeys(parts, table, free);
        tables.add(table);
        String options = (rowless ? " WITHOUT ROWID" : "")
                + (strict ? (rowless ? ", STRICT" : " STRICT") : "");
        statements.add("CREATE TABLE " + name + " (" + String.join(", ", parts) + ")" + options);
        if (random.nextBoolean()) {
            statements.add(index(table, "i_" + name, random.nextInt(3) == 0));
        }
    }

    /** CREATE INDEX over some columns of a table. */
    String index(Drawn table, String name, boolean unique) {
        String direction = pick(List.of("", " DESC"));
        String first = pick(table.all());
        List<String> others = new ArrayList<>(table.all());
        others.remove(first);
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + name + " ON " + table.name()
                + " (" + first + pick(COLLATIONS) + direction + ", " + pick(others) + ")";
    }

    private static Affinity affinity(String type) {
        return type.equals("ANY") ? Affinity.BLOB : Affinity.ofDeclaredType(type);
    }

    private String type(boolean strict) {
        return pick(strict ? STRICT_TYPES : TYPES);
    }

    private String rules(String column, boolean nullable) {
        String rules = "";
        if (nullable && random.nextInt(4) == 0) {
            rules += " NOT NULL";
        }
        if (random.nextInt(3) == 0) {
            rules += " DEFAULT " + pick(DEFAULTS);
        }
        if (random.nextInt(8) == 0) {
            rules += " CONSTRAINT no_blob CHECK (typeof(" + column + ") <> 'blob')";
        }
        return rules;
    }

    private void addGenerated(
            List<String> parts,
            List<String> all,
            List<String> ordinary,
            Map<String, Affinity> affinities,
            boolean strict) {
        for (int i = random.nextInt(3); i > 0; i--) {
            String name = "g" + i;
            String other = pick(ordinary);
            String read = pick(all);
            String formula = pick(List.of(
                    read + " || 'x'",
                    read + " + 1",
                    "upper(" + read + ")",
                    "coalesce(" + read + ", " + other + ")",
                    read + " = " + other,
                    "CASE WHEN " + read + " > " + other + " THEN " + read + " END"));
            List<String> types = new ArrayList<>(strict ? List.of("ANY") : TYPES);
            boolean stored = random.nextBoolean();
            if (!stored) {
                types.remove("REAL");
            }
            String type = pick(types);
            String how = stored ? " STORED" : pick(List.of("", " VIRTUAL"));
            String always = random.nextBoolean() ? " GENERATED ALWAYS" : "";
            String required = random.nextInt(5) == 0 ? " NOT NULL" : "";
            affinities.put(name, affinity(type));
            parts.add(
                    stored ? 0 : parts.size(),
                    name + " " + type + pick(COLLATIONS) + always + " AS (" + formula + ")" + how
                            + required);
            all.add(name);
        }
    }

    private void addUniques(List<String> parts, List<List<String>> keys, List<String> all) {
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> columns = new ArrayList<>(List.of(pick(all)));
            String second = pick(all);
            if (random.nextBoolean() && !columns.contains(second)) {
                columns.add(second);
            }
            parts.add("UNIQUE (" + String.join(", ", columns) + ")");
            keys.add(columns);
        }
    }

    private void addChecks(List<String> parts, List<String> all) {
        if (random.nextInt(3) == 0) {
            String left = pick(all);
            String right = pick(all);
            parts.add("CHECK (" + left + " IS NOT 4 OR " + right + " < 3)");
        }
    }

    /**
     * Of no two over one column: their actions come in no order that is written down. All or none
     * of a table are deferred: a row that SQLite refuses for one of them still counts for others.
     */
    private void addForeignKeys(List<String> parts, Drawn child, List<String> free) {
        String deferred = pick(List.of("", "", " DEFERRABLE INITIALLY DEFERRED"));
        for (int i = tables.isEmpty() ? 0 : random.nextInt(6); i > 0; i--) {
            Drawn parent = pick(tables);
            if (parent.keys().isEmpty()) {
                continue;
            }
            List<String> target = pick(parent.keys());
            List<String> columns = new ArrayList<>();
            for (String column : target) {
                List<String> alike = new ArrayList<>(free);
                alike.removeIf(other -> columns.contains(other)
                        || child.affinities().get(other) != parent.affinities().get(column));
                if (!alike.isEmpty()) {
                    columns.add(pick(alike));
                }
            }
            if (columns.size() == target.size()) {
                free.removeAll(columns);
                parts.add("FOREIGN KEY (" + String.join(", ", columns) + ") REFERENCES "
                        + parent.name() + " (" + String.join(", ", target) + ") ON DELETE "
                        + pick(ACTIONS) + " ON UPDATE " + pick(ACTIONS)
                        + deferred);
            }
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
