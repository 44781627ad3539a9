package dev.syncdb.oracle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names of constraints, which are where policies are declared: SQLite takes any. */
final class ConstraintNamesTest {
    private final Twins twins = new Twins();

    @AfterEach
    void close() {
        twins.close();
    }

    @Test
    void sqliteReadsPoliciesAsTheNamesThatTheyAre() {
        twins.load("""
                CREATE TABLE lists (id UUID CONSTRAINT sync_manual PRIMARY KEY);
                CREATE TABLE nodes (
                  id     UUID CONSTRAINT sync_update_wins CONSTRAINT sync_merge_rows PRIMARY KEY,
                  parent UUID CONSTRAINT sync_tree CONSTRAINT sync_set_null REFERENCES nodes(id),
                  list   UUID CONSTRAINT sync_resurrect_parent REFERENCES lists(id),
                  name   TEXT CONSTRAINT sync_rewrite UNIQUE,
                  a INT, b INT,
                  CONSTRAINT sync_merge_rows UNIQUE (a, b),
                  CONSTRAINT sync_tree CONSTRAINT sync_cascade
                    FOREIGN KEY (parent) REFERENCES nodes (id)
                );
                INSERT INTO lists VALUES (1);
                INSERT INTO nodes VALUES (1, NULL, 1, 'x', 1, 1), (2, 1, 1, 'y', 1, 2);
                """);
        twins.write("INSERT INTO nodes VALUES (3, 1, 1, 'x', 2, 2)");
        twins.write("INSERT INTO nodes VALUES (3, 1, 1, 'z', 1, 1)");
        twins.same("SELECT * FROM nodes");
    }

    @Test
    void namesStandAnywhereAndNeedNothingBehindThem() {
        twins.load("""
                CREATE TABLE t (
                  a INT CONSTRAINT x CONSTRAINT y NOT NULL CONSTRAINT z DEFAULT 3 CONSTRAINT last,
                  b TEXT CONSTRAINT c COLLATE NOCASE CONSTRAINT d NULL CONSTRAINT e UNIQUE,
                  g INT CONSTRAINT f AS (a + 1) CONSTRAINT "with space" CHECK (g > 2),
                  CONSTRAINT k CONSTRAINT l UNIQUE (a) CONSTRAINT m CHECK (a > 0),
                  CONSTRAINT n, CONSTRAINT o
                );
                INSERT INTO t (b) VALUES ('B');
                """);
        twins.write("INSERT INTO t (a, b) VALUES (4, 'b')");
        twins.write("INSERT INTO t (a, b) VALUES (1, 'c')");
        twins.write("INSERT INTO t (a, b) VALUES (5, 'c')");
        twins.same("SELECT * FROM t ORDER BY a");
    }
}
