package dev.syncdb.oracle;

import dev.syncdb.value.Affinity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A table with constraints of every kind, as it was drawn. */
final class RandomTable {
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

    private final Random random;
    private final String name;
    private final boolean strict;
    private final boolean sequence;
    private final boolean rowless;

    /** Columns of the primary key; none where SQLite's hidden row number is the key. */
    private final int keyColumns;

    private final List<String> parts = new ArrayList<>();
    private final List<String> ordinary = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final Map<String, Affinity> affinities = new HashMap<>();
    private final List<List<String>> keys = new ArrayList<>();

    /** @param parents what its foreign keys may refer to */
    RandomTable(String name, Random random, List<RandomTable> parents) {
        this.random = random;
        this.name = name;
        this.strict = random.nextInt(4) == 0;
        int kind = random.nextInt(5);
        boolean numbered = kind < 2;
        this.sequence = numbered && random.nextInt(3) == 0;
        this.keyColumns = numbered ? 1 : kind % 4 == 0 ? 0 : kind - 1;
        this.rowless = !numbered && keyColumns > 0 && random.nextBoolean();
        if (numbered) {
            add("id", "INTEGER");
            parts.add("id INTEGER PRIMARY KEY" + (sequence ? " AUTOINCREMENT" : ""));
            keys.add(List.of("id"));
        }
        addOrdinary(2 + random.nextInt(3));
        List<String> free = new ArrayList<>(ordinary);
        free.remove("id");
        addGenerated();
        if (!numbered && keyColumns > 0) {
            keys.add(List.copyOf(ordinary.subList(0, keyColumns)));
            parts.add("PRIMARY KEY (" + String.join(", ", keys.get(0)) + ")");
        }
        addUniques();
        addChecks();
        addForeignKeys(parents, free);
    }

    String name() {
        return name;
    }

    /** The columns that can be written. */
    List<String> ordinary() {
        return ordinary;
    }

    /** All columns. */
    List<String> all() {
        return all;
    }

    /** Columns that are unique together, the primary key first if there is one. */
    List<List<String>> keys() {
        return keys;
    }

    /** True if a value may be refused for its type. */
    boolean isTyped() {
        boolean numbered = keyColumns == 1 && !rowless;
        return strict || (numbered && affinities.get(keys.get(0).get(0)) == Affinity.INTEGER);
    }

    /**
     * True if an OR would show differences that are meant: the types of a STRICT table are judged
     * in another order, and AUTOINCREMENT counts no row that was ignored.
     */
    boolean isPlain() {
        return strict || sequence;
    }

    /** True if SQLite visits its rows in the order in which we do. */
    boolean scansAlike() {
        return keyColumns == 0 || rowless || keys.get(0).equals(List.of("id"));
    }

    String statement() {
        String options = (rowless ? " WITHOUT ROWID" : "")
                + (strict ? (rowless ? ", STRICT" : " STRICT") : "");
        return "CREATE TABLE " + name + " (" + String.join(", ", parts) + ")" + options;
    }

    private void add(String column, String type) {
        all.add(column);
        if (!column.startsWith("g")) {
            ordinary.add(column);
        }
        boolean any = type.equals("ANY");
        affinities.put(column, any ? Affinity.BLOB : Affinity.ofDeclaredType(type));
    }

    private void addOrdinary(int count) {
        int required = keys.isEmpty() ? keyColumns : 0;
        for (int i = 0; i < count; i++) {
            String column = "c" + i;
            String type = pick(strict ? STRICT_TYPES : TYPES);
            add(column, type);
            String notNull = i < required || random.nextInt(4) == 0 ? " NOT NULL" : "";
            String initial = random.nextInt(3) == 0 ? " DEFAULT " + pick(DEFAULTS) : "";
            String check = random.nextInt(8) == 0
                    ? " CONSTRAINT no_blob CHECK (typeof(" + column + ") <> 'blob')"
                    : "";
            parts.add(column + " " + type + pick(COLLATIONS) + notNull + initial + check);
        }
    }

    private void addGenerated() {
        for (int i = random.nextInt(3); i > 0; i--) {
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
            String notNull = random.nextInt(5) == 0 ? " NOT NULL" : "";
            add("g" + i, type);
            parts.add(
                    stored ? 0 : parts.size(),
                    "g" + i + " " + type + pick(COLLATIONS) + always + " AS (" + formula + ")" + how
                            + notNull);
        }
    }

    private void addUniques() {
        List<String> columns = new ArrayList<>(all);
        if (keyColumns == 1) {
            columns.removeAll(keys.get(0));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            List<String> key = new ArrayList<>(List.of(pick(columns)));
            String second = pick(columns);
            if (random.nextBoolean() && !key.contains(second)) {
                key.add(second);
            }
            parts.add("UNIQUE (" + String.join(", ", key) + ")");
            keys.add(key);
        }
    }

    private void addChecks() {
        if (random.nextInt(3) == 0) {
            parts.add("CHECK (" + pick(all) + " IS NOT 4 OR " + pick(all) + " < 3)");
        }
    }

    /**
     * Of no two over one column: their actions come in no order that is written down. All or none
     * of a table are deferred: a row that SQLite refuses for one of them still counts for others.
     */
    private void addForeignKeys(List<RandomTable> parents, List<String> free) {
        String deferred = pick(List.of("", "", " DEFERRABLE INITIALLY DEFERRED"));
        for (int i = parents.isEmpty() ? 0 : random.nextInt(6); i > 0; i--) {
            RandomTable parent = pick(parents);
            if (parent.keys.isEmpty()) {
                continue;
            }
            List<String> target = pick(parent.keys);
            List<String> columns = columnsLike(target, parent, free);
            if (columns.size() == target.size()) {
                free.removeAll(columns);
                parts.add("FOREIGN KEY (" + String.join(", ", columns) + ") REFERENCES "
                        + parent.name + " (" + String.join(", ", target) + ") ON DELETE "
                        + pick(ACTIONS) + " ON UPDATE " + pick(ACTIONS) + deferred);
            }
        }
    }

    /** A free column for each of the target's that has one of its affinity. */
    private List<String> columnsLike(List<String> target, RandomTable parent, List<String> free) {
        List<String> columns = new ArrayList<>();
        for (String column : target) {
            List<String> alike = new ArrayList<>(free);
            alike.removeAll(columns);
            alike.removeIf(other -> affinities.get(other) != parent.affinities.get(column));
            if (!alike.isEmpty()) {
                columns.add(pick(alike));
            }
        }
        return columns;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
