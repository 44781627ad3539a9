package dev.syncdb.testkit.world.oracle;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.store.Inconsistency;
import dev.syncdb.testkit.fault.Promise;
import dev.syncdb.testkit.world.stage.Stage;

import java.util.List;

/**
 * Reads a database in SQL as an app does, and looks whether that shows what was published, whether
 * the constraints hold, and whether the queries that the test gave find nothing.
 */
public final class Reading {
    private static final String COUNT = "SELECT (SELECT count(*) FROM world_words),"
            + " (SELECT coalesce(sum(coins), 0) FROM world_purses),"
            + " (SELECT count(DISTINCT owner) FROM world_purses),"
            + " (SELECT count(*) FROM world_lefts l JOIN world_rights r ON l.id = r.id"
            + " WHERE l.word <> r.word),"
            + " (SELECT count(*) FROM world_tallies t WHERE t.words <>"
            + " (SELECT count(*) FROM world_words w WHERE w.tally = t.id))";

    private final Stage stage;
    private final List<String> never;

    /** @param never queries that must find nothing, whenever they are asked */
    public Reading(Stage stage, List<String> never) {
        this.stage = stage;
        this.never = List.copyOf(never);
    }

    /** Reads a database that has its tables. */
    public void read(String where, Database database, Mirror expected) {
        stage.checked(Promise.ATOMIC);
        try (Rows rows = database.query(COUNT)) {
            rows.next();
            if (rows.getLong(0) != expected.count(ProbeTables.WORDS)) {
                stage.broke(
                        Promise.CAUSAL,
                        where + " counts " + rows.getLong(0) + " words, where "
                                + expected.count(ProbeTables.WORDS) + " were published");
            }
            boolean whole = rows.getLong(1) == ProbeTables.COINS * rows.getLong(2);
            if (!whole || rows.getLong(3) != 0) {
                stage.broke(
                        Promise.ATOMIC,
                        where + " counts " + rows.getLong(1) + " coins of " + rows.getLong(2)
                                + " owners, and " + rows.getLong(3) + " torn registers");
            }
            if (rows.getLong(4) != 0) {
                stage.broke(Promise.ONCE, where + " has " + rows.getLong(4) + " wrong tallies");
            }
        }
        for (String query : never) {
            ask(where, database, query);
        }
    }

    private void ask(String where, Database database, String query) {
        stage.checked(Promise.CONSTRAINED);
        try (Rows rows = database.query(query)) {
            if (rows.next()) {
                stage.broke(Promise.CONSTRAINED, where + " finds " + rows.row() + " with " + query);
            }
        }
    }

    /** Takes in what a store says of itself. */
    public void check(String where, List<Inconsistency> wrong) {
        stage.checked(Promise.CONSTRAINED);
        wrong.forEach(each -> stage.broke(Promise.CONSTRAINED, where + ": " + each));
    }
}
