package dev.syncdb.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws writes and transactions on tables that were drawn. Every seed draws the same.
 *
 * <p>A statement that may be refused for the type of a value is about one row: SQLite may keep what
 * it did before. So is UPDATE with OR, whose outcome hangs on the order in which rows are met. ON
 * CONFLICT without a target does nothing: which of several rows in the way it means is not written
 * down. UPDATE OR REPLACE is not about parents, where SQLite now and then cannot replace.
 */
final class RandomWrites {
    private static final List<String> VALUES = List.of(
            "NULL", "0", "1", "2", "3", "4", "5", "-1", "1.0", "2.5", "'1'", "'a'", "'A'", "'a '",
            "'b'", "'2'", "' 3'", "x'61'", "''");
    private static final List<String> NUMBERS = List.of("1", "2", "3", "4", "5", "6");
    private static final List<String> OR = List.of(
            "", "", "", " OR IGNORE", " OR REPLACE", " OR FAIL", " OR ABORT", " OR ROLLBACK");
    private static final List<String> SAVEPOINTS = List.of("a", "b", "B");

    private final Random random;
    private final RandomTables drawn;
    private int indexes;

    RandomWrites(Random random, RandomTables drawn) {
        this.random = random;
        this.drawn = drawn;
    }

    String statement() {
        RandomTable table = pick(drawn.tables());
        return switch (random.nextInt(20)) {
            case 0 -> pick(List.of("BEGIN", "BEGIN IMMEDIATE"));
            case 1 -> "COMMIT";
            case 2 -> pick(List.of("ROLLBACK", "COMMIT"));
            case 3 -> "SAVEPOINT " + pick(SAVEPOINTS);
            case 4 -> pick(List.of("RELEASE ", "ROLLBACK TO ")) + pick(SAVEPOINTS);
            case 5 -> random.nextInt(4) == 0 ? definition(table) : insert(table);
            case 6, 7, 8, 9 -> update(table);
            case 10, 11 -> delete(table);
            case 12, 13 -> upsert(table);
            default -> insert(table);
        };
    }

    private String definition(RandomTable table) {
        if (indexes > 0 && random.nextBoolean()) {
            return "DROP INDEX IF EXISTS x" + random.nextInt(indexes);
        }
        return drawn.index(table, "x" + indexes++, random.nextBoolean());
    }

    private String insert(RandomTable table) {
        if (random.nextInt(20) == 0) {
            return "INSERT INTO " + table.name() + " DEFAULT VALUES";
        }
        boolean replace = random.nextInt(10) == 0 && !table.isPlain();
        String or = table.isPlain() ? "" : pick(OR);
        int count = table.isTyped() ? 1 : 1 + random.nextInt(3);
        return (replace ? "REPLACE" : "INSERT" + or) + " INTO " + table.name() + rows(table, count)
                + returning(table);
    }

    private String rows(RandomTable table, int count) {
        List<String> columns = new ArrayList<>(table.ordinary());
        String list = "";
        if (random.nextInt(3) == 0) {
            columns.removeIf(column -> random.nextInt(3) == 0);
            if (columns.isEmpty()) {
                columns.add(table.ordinary().get(0));
            }
            list = " (" + String.join(", ", columns) + ")";
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> cells = new ArrayList<>();
            columns.forEach(column -> cells.add(value(column)));
            rows.add("(" + String.join(", ", cells) + ")");
        }
        return list + " VALUES " + String.join(", ", rows);
    }

    private String upsert(RandomTable table) {
        if (table.keys().isEmpty() || table.isPlain()) {
            return insert(table);
        }
        int count = table.isTyped() ? 1 : 1 + random.nextInt(2);
        String target = " (" + String.join(", ", pick(table.keys())) + ")";
        boolean targeted = random.nextInt(4) > 0;
        String action = !targeted || random.nextInt(3) == 0
                ? " DO NOTHING"
                : " DO UPDATE SET " + assignments(table, true);
        return "INSERT INTO " + table.name() + rows(table, count)
                + " ON CONFLICT" + (targeted ? target : "") + action
                + returning(table);
    }

    private String update(RandomTable table) {
        String or = table.isPlain() ? "" : pick(OR);
        if (or.equals(" OR REPLACE") && drawn.mayBeParent(table)) {
            or = "";
        }
        boolean single = !or.isEmpty() || table.isTyped();
        if (single && table.keys().isEmpty()) {
            return insert(table);
        }
        return "UPDATE" + or + " " + table.name() + " SET " + assignments(table, false)
                + where(table, single) + returning(table);
    }

    private String delete(RandomTable table) {
        return "DELETE FROM " + table.name() + where(table, false) + returning(table);
    }

    private String assignments(RandomTable table, boolean excluded) {
        List<String> assignments = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String column = pick(table.ordinary());
            String value =
                    switch (random.nextInt(5)) {
                        case 0 -> pick(table.all());
                        case 1 -> column + " + 1";
                        case 2 -> excluded ? "excluded." + column : value(column);
                        default -> value(column);
                    };
            assignments.add(column + " = " + value);
        }
        return String.join(", ", assignments);
    }

    /** Where the two visit rows in different orders, one row is written at most. */
    private String where(RandomTable table, boolean single) {
        if (single || !table.scansAlike()) {
            List<String> terms = new ArrayList<>();
            for (String column : table.keys().get(0)) {
                terms.add(column + " = " + nonNull());
            }
            return " WHERE " + String.join(" AND ", terms);
        }
        // The sign keeps both from walking along an index.
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> " WHERE +" + pick(table.all()) + " IS NULL";
            case 2 -> " WHERE +" + pick(table.all()) + " < " + nonNull();
            default -> " WHERE +" + pick(table.all()) + " = " + nonNull();
        };
    }

    private String returning(RandomTable table) {
        return random.nextInt(10) == 0 ? " RETURNING *" : "";
    }

    /** Keys are numbers as a rule, so that children find parents. */
    private String value(String column) {
        return column.equals("id") && random.nextInt(8) > 0
                ? pick(random.nextInt(3) == 0 ? List.of("NULL") : NUMBERS)
                : pick(random.nextInt(3) == 0 ? NUMBERS : VALUES);
    }

    private String nonNull() {
        String value = pick(VALUES);
        return value.equals("NULL") ? "3" : value;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
