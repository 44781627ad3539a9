package dev.syncdb.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws schemas of a few tables, and schemas that are like them. */
final class RandomSchema {
    private static final List<String> TYPES = List.of(
            "INTEGER", "TEXT", "REAL", "BLOB", "NUMERIC", "", "VARCHAR(9)", "INTEGER COUNTER");

    private static final List<String> KEYS = List.of(
            "",
            "",
            "k INTEGER PRIMARY KEY",
            "k INTEGER PRIMARY KEY AUTOINCREMENT",
            "k TEXT PRIMARY KEY",
            "k INTEGER NOT NULL",
            "k REAL");

    private final Random random;

    RandomSchema(Random random) {
        this.random = random;
    }

    /** A table: what stands between its parentheses, behind them, and its indexes. */
    record Drawn(String name, List<String> columns, List<String> rules, String options) {
        String create() {
            List<String> parts = new ArrayList<>(columns);
            parts.addAll(rules);
            return "CREATE TABLE " + name + " (" + String.join(", ", parts) + ")" + options + ";";
        }
    }

    List<Drawn> schema() {
        List<Drawn> tables = new ArrayList<>();
        for (String name : List.of("ta", "tb", "tc", "td")) {
            if (random.nextInt(4) > 0) {
                tables.add(table(name));
            }
        }
        return tables;
    }

    /** Some of the tables with some of what they are drawn anew. */
    List<Drawn> like(List<Drawn> older) {
        List<Drawn> newer = new ArrayList<>();
        for (Drawn table : older) {
            int dice = random.nextInt(10);
            if (dice > 2) {
                newer.add(changed(table));
            } else if (dice > 0) {
                newer.add(table);
            }
        }
        if (random.nextBoolean()) {
            newer.add(table("te"));
        }
        return newer;
    }

    String script(List<Drawn> tables) {
        StringBuilder script = new StringBuilder();
        for (Drawn table : tables) {
            script.append(table.create());
        }
        for (Drawn table : tables) {
            if (random.nextInt(3) > 0) {
                String column =
                        name(table.columns().get(random.nextInt(table.columns().size())));
                script.append("CREATE " + (random.nextInt(3) == 0 ? "UNIQUE " : "") + "INDEX i"
                        + random.nextInt(4) + table.name() + " ON " + table.name() + " (" + column
                        + (random.nextBoolean() ? " DESC" : "") + ");");
            }
        }
        return script.toString();
    }

    private Drawn table(String name) {
        List<String> columns = new ArrayList<>();
        String key = KEYS.get(random.nextInt(KEYS.size()));
        if (!key.isEmpty()) {
            columns.add(key);
        }
        for (String column : List.of("a", "b", "c", "d", "e")) {
            if (random.nextInt(3) > 0) {
                columns.add(column(column));
            }
        }
        columns.add("z TEXT");
        List<String> rules = rules(columns);
        boolean without = key.contains("TEXT") && random.nextBoolean();
        return new Drawn(name, columns, rules, without ? " WITHOUT ROWID" : "");
    }

    private Drawn changed(Drawn table) {
        List<String> columns = new ArrayList<>(table.columns());
        List<String> rules = table.rules();
        switch (random.nextInt(9)) {
            case 0 -> columns.add(column(random.nextBoolean() ? "f" : "g"));
            case 1 -> {
                columns.removeIf(column -> "abcde".contains(name(column)) && random.nextBoolean());
                rules = List.of();
            }
            case 2 ->
                columns.replaceAll(old ->
                        name(old).equals("k") || random.nextBoolean() ? old : column(name(old)));
            case 3 -> columns.add(random.nextInt(columns.size()), column("h"));
            case 4 -> rules = rules(columns);
            case 5, 6, 7 -> {
                // The same column under another name, wherever it is mentioned.
                String word = "\\b" + "abcde".charAt(random.nextInt(5)) + "\\b";
                columns.replaceAll(column -> column.replaceAll(word, "f"));
                rules = rules.stream().map(rule -> rule.replaceAll(word, "f")).toList();
            }
            default -> {
                return table(table.name());
            }
        }
        return new Drawn(table.name(), columns, rules, table.options());
    }

    private String column(String name) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String more =
                switch (random.nextInt(12)) {
                    case 0 -> " NOT NULL";
                    case 1 -> " NOT NULL DEFAULT 7";
                    case 2 -> " DEFAULT 'x'";
                    case 3 -> " DEFAULT (1 + 1) NOT NULL";
                    case 4 -> " CHECK (" + name + " <> 'never')";
                    case 5 -> " COLLATE NOCASE";
                    case 6 -> " REFERENCES ta";
                    case 7 -> " UNIQUE";
                    case 8 -> type.contains("COUNTER") ? "" : " AS (z || 'g')";
                    default -> "";
                };
        return (name + " " + type).trim() + more;
    }

    private List<String> rules(List<String> columns) {
        String one = name(columns.get(random.nextInt(columns.size())));
        String two = name(columns.get(random.nextInt(columns.size())));
        return switch (random.nextInt(6)) {
            case 0 -> one.equals(two) ? List.of() : List.of("UNIQUE (" + one + ", " + two + ")");
            case 1 -> List.of("CHECK (" + one + " IS NOT 'never' OR " + two + " > 5)");
            case 2 -> List.of("FOREIGN KEY (" + one + ") REFERENCES tb (" + two + ")");
            default -> List.of();
        };
    }

    private static String name(String column) {
        return column.substring(0, 1);
    }
}
