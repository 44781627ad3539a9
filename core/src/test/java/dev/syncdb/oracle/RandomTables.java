package dev.syncdb.oracle;

import java.util.ArrayList;
import java.util.List;
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
 * affinities, and one of type REAL may be an integer. So no table refers to itself.
 */
final class RandomTables {
    private final Random random;
    private final List<RandomTable> tables = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    RandomTables(Random random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            RandomTable table = new RandomTable("t" + i, random, tables);
            tables.add(table);
            statements.add(table.statement());
            if (random.nextBoolean()) {
                statements.add(index(table, "i" + i, random.nextInt(3) == 0));
            }
        }
    }

    List<RandomTable> tables() {
        return tables;
    }

    /** Tables refer to those before them. */
    boolean mayBeParent(RandomTable table) {
        return table != tables.get(tables.size() - 1);
    }

    /** The statements that make the tables. */
    List<String> statements() {
        return statements;
    }

    /** CREATE INDEX over two columns of a table. */
    String index(RandomTable table, String name, boolean unique) {
        List<String> columns = new ArrayList<>(table.all());
        String first = columns.remove(random.nextInt(columns.size()));
        String second = columns.get(random.nextInt(columns.size()));
        String order = List.of("", " DESC", " COLLATE NOCASE", " COLLATE RTRIM DESC")
                .get(random.nextInt(4));
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + name + " ON " + table.name()
                + " (" + first + order + ", " + second + ")";
    }
}
