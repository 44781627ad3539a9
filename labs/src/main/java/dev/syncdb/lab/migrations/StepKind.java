package dev.syncdb.lab.migrations;

import java.util.Locale;

/** The kinds of steps whose cost is measured, on a table of twelve columns. */
enum StepKind {
    RENAME_TABLE("ALTER TABLE items RENAME TO goods"),
    RENAME_COLUMN("ALTER TABLE items RENAME COLUMN c1 TO d1"),
    ADD_COLUMN("ALTER TABLE items ADD COLUMN c12 TEXT NOT NULL DEFAULT 'new'"),
    DROP_COLUMN("ALTER TABLE items DROP COLUMN c1"),
    CHANGE_TYPE("""
            ALTER TABLE items ADD COLUMN d2 TEXT;
            UPDATE items SET d2 = 'n' || c2;
            ALTER TABLE items DROP COLUMN c2"""),
    SPLIT("""
            ALTER TABLE items ADD COLUMN first TEXT;
            ALTER TABLE items ADD COLUMN last TEXT;
            UPDATE items SET first = substr(c1, 1, 4), last = substr(c1, 5);
            ALTER TABLE items DROP COLUMN c1"""),
    MAP_ENUM("""
            ALTER TABLE items ADD COLUMN e TEXT;
            UPDATE items SET e = CASE c2 % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'mid' ELSE 'high' END;
            ALTER TABLE items DROP COLUMN c2"""),
    NEW_CONSTRAINT(rebuilt("c1 TEXT NOT NULL DEFAULT '', c2 INTEGER")),
    OTHER_ORDER(rebuilt("c2 INTEGER, c1 TEXT"));

    private static final String REST =
            "c3 TEXT, c4 INTEGER, c5 REAL, c6 TEXT, c7 INTEGER, c8 TEXT, c9 REAL, c10 TEXT,"
                    + " c11 INTEGER";

    /** The first version. */
    static final String INIT =
            "CREATE TABLE items (id INTEGER PRIMARY KEY, c1 TEXT, c2 INTEGER, " + REST + ")";

    private final String script;

    StepKind(String script) {
        this.script = script;
    }

    /** The script of the second version. */
    String script() {
        return script.replace("REST", REST);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String rebuilt(String columns) {
        return "CREATE TABLE new_items (id INTEGER PRIMARY KEY, " + columns + ", REST);"
                + "INSERT INTO new_items (id, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11)"
                + " SELECT id, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 FROM items;"
                + "DROP TABLE items; ALTER TABLE new_items RENAME TO items";
    }
}
