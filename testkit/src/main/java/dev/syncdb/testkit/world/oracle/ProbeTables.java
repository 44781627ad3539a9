package dev.syncdb.testkit.world.oracle;

import dev.syncdb.schema.Schema;

/**
 * The tables that a world adds to an app's own, and writes in the same transactions: what is seen
 * in them tells what became of those.
 *
 * <ul>
 *   <li>words: one row for each transaction; nothing ever leaves it
 *   <li>tallies: a few counters, each with a set of members, a list of steps and a map of notes; a
 *       word that names one adds one to it, and itself to the members, steps and notes. Some mark
 *       or unmark it, too, move a step, and overwrite a note
 *   <li>lefts and rights: a few registers that everybody overwrites, each as two rows in two tables
 *       that are only ever written together, with the word of the transaction
 *   <li>purses: each author has two of its own and moves coins between them
 * </ul>
 */
public final class ProbeTables {
    public static final String WORDS = "world_words";
    public static final String TALLIES = "world_tallies";
    public static final String LEFTS = "world_lefts";
    public static final String RIGHTS = "world_rights";
    public static final String PURSES = "world_purses";

    /** So few that phones meet in them. */
    public static final int REGISTERS = 3;

    /**
     * So few that phones meet in them, and so many that a rejected word does not stop all others.
     */
    public static final int COUNTERS = 3;

    /** In the two purses of an author together. */
    public static final int COINS = 100;

    /** Behind the app's own schema. */
    public static final String SCRIPT = """

            CREATE TABLE world_words (word TEXT PRIMARY KEY NOT NULL, tally INTEGER NOT NULL);
            CREATE TABLE world_tallies (
              id INTEGER PRIMARY KEY,
              words INTEGER COUNTER NOT NULL,
              members TEXT ORSET,
              steps TEXT LIST,
              notes TEXT MAP
            );
            CREATE TABLE world_lefts (id INTEGER PRIMARY KEY, word TEXT NOT NULL);
            CREATE TABLE world_rights (id INTEGER PRIMARY KEY, word TEXT NOT NULL);
            CREATE TABLE world_purses (
              id INTEGER NOT NULL,
              owner TEXT NOT NULL,
              coins INTEGER NOT NULL CHECK (coins >= 0),
              PRIMARY KEY (owner, id)
            );
            INSERT INTO world_tallies VALUES
              (1, 0, NULL, NULL, NULL), (2, 0, '[]', '[]', '{}'), (3, 0, '[]', '[]', '{}');
            INSERT INTO world_lefts VALUES (1, '-'), (2, '-'), (3, '-');
            INSERT INTO world_rights VALUES (1, '-'), (2, '-'), (3, '-');
            """;

    private ProbeTables() {}

    /** True for a table of the app's or of the world's own, false for one of SyncDB's. */
    public static boolean isWatched(String table) {
        return !Schema.isInternal(table);
    }
}
