package dev.syncdb.migration;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One step of each kind that a version may take. */
enum ScriptKind {
    COPY(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b REAL, c BLOB, d NUMERIC, e)",
            "CREATE TABLE u(e, d NUMERIC, c BLOB, b REAL, a TEXT, id INTEGER PRIMARY KEY);"
                    + "INSERT INTO u(id, a, b, c, d, e) SELECT id, a, b, c, d, e FROM t;"
                    + "DROP TABLE t",
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b REAL, c BLOB, d NUMERIC, e);"
                    + "INSERT INTO t SELECT id, a, b, c, d, e FROM u; DROP TABLE u"),
    AFFINITY(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b REAL, c, d INTEGER, e TEXT)",
            "CREATE TABLE u(id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c NUMERIC, d REAL, e BLOB);"
                    + "INSERT INTO u SELECT * FROM t; DROP TABLE t",
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b REAL, c, d INTEGER, e TEXT);"
                    + "INSERT INTO t SELECT * FROM u; DROP TABLE u"),
    DERIVED_IN_REBUILD(
            "CREATE TABLE t(k TEXT, n INTEGER, first TEXT, last TEXT, PRIMARY KEY(k, n))"
                    + " WITHOUT ROWID",
            "CREATE TABLE u(n INTEGER, k TEXT, full TEXT DEFAULT 'x', len INTEGER,"
                    + " last TEXT, extra TEXT NOT NULL DEFAULT 7, PRIMARY KEY(k, n)) WITHOUT ROWID;"
                    + "INSERT INTO u(k, n, full, last, len) SELECT o.k, n, first || ' ' || o.last,"
                    + " last, length(first) FROM t AS o; DROP TABLE t",
            null),
    GENERATED(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, g INTEGER AS (h * 2),"
                    + " h TEXT AS (abs(a % 1000) || '') STORED)",
            "UPDATE t SET a = coalesce(g, 0) + 1 WHERE a IS NOT 3;"
                    + "CREATE TABLE u(id INTEGER PRIMARY KEY, a INTEGER, g INTEGER, h TEXT,"
                    + " k AS (a || h));"
                    + "INSERT INTO u SELECT id, a, g, h FROM t; DROP TABLE t",
            null),
    NUMBERED(
            "CREATE TABLE t(a TEXT, b INTEGER)",
            "CREATE TABLE u(b INTEGER, a TEXT, c DEFAULT 5.0);"
                    + "INSERT INTO u(rowid, a, b) SELECT rowid, a, b FROM t; DROP TABLE t",
            null),
    TWO_TABLES(
            "CREATE TABLE p(id INTEGER PRIMARY KEY, a TEXT);"
                    + "CREATE TABLE q(id INTEGER PRIMARY KEY, a TEXT, r INTEGER REFERENCES p)",
            "UPDATE p SET a = upper(a); CREATE INDEX qa ON q(a); UPDATE q SET a = lower(a),"
                    + " r = CASE WHEN r > 5 THEN 5 ELSE r END; CREATE TABLE s(x PRIMARY KEY)",
            "DROP TABLE s; UPDATE p SET a = lower(a); DROP INDEX qa"),
    ENUM_IN_PLACE(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT DEFAULT 'none')",
            "UPDATE t SET a = CASE a WHEN 'todo' THEN 'open' WHEN 'done' THEN 'closed' ELSE a END;"
                    + "UPDATE t SET b = 'many' WHERE b > '5' AND a <> 'open';"
                    + "UPDATE t SET b = b || a, a = b WHERE b IS NULL",
            null),
    ADD("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)", "ALTER TABLE t ADD COLUMN b TEXT", null),
    ADD_WITH_DEFAULT(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)",
            "ALTER TABLE t ADD COLUMN b INTEGER DEFAULT '12'; ALTER TABLE t ADD c DEFAULT (1.50)",
            null),
    ADD_NOT_NULL(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)",
            "ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 5",
            "ALTER TABLE t DROP COLUMN b"),
    ADD_GENERATED(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER)",
            "ALTER TABLE t ADD COLUMN g TEXT AS (a || 'x'); ALTER TABLE t ADD COLUMN b TEXT;"
                    + "UPDATE t SET a = 7 WHERE g = '5x'; UPDATE t SET b = g",
            null),
    DROP(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT DEFAULT 'gone', b INTEGER)",
            "ALTER TABLE t DROP COLUMN a",
            null),
    RENAME_COLUMN(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT CHECK (length(a) < 1000), b)",
            "ALTER TABLE t RENAME COLUMN a TO \"the a\"",
            "ALTER TABLE t RENAME COLUMN \"the a\" TO a"),
    RENAME_TABLE(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, p INTEGER REFERENCES t)",
            "ALTER TABLE t RENAME TO u; UPDATE u SET a = trim(a)",
            "UPDATE u SET a = a || ' '; ALTER TABLE u RENAME TO t"),
    NUMBERED_ADD("CREATE TABLE t(a TEXT)", "ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 3", null),
    RETYPE(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT)",
            "ALTER TABLE t ADD COLUMN a2 INTEGER; UPDATE t SET a2 = a; ALTER TABLE t DROP COLUMN a;"
                    + "ALTER TABLE t RENAME COLUMN a2 TO a",
            "ALTER TABLE t ADD COLUMN a2 TEXT; UPDATE t SET a2 = a; ALTER TABLE t DROP COLUMN a;"
                    + "ALTER TABLE t RENAME a2 TO a"),
    RENAME_BY_COPY(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT)",
            "ALTER TABLE t ADD COLUMN z TEXT; UPDATE t SET z = a, b = a, a = b;"
                    + "ALTER TABLE t ADD COLUMN c TEXT; UPDATE t SET c = z",
            null),
    SPLIT(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)",
            "ALTER TABLE t ADD COLUMN first TEXT; ALTER TABLE t ADD COLUMN last TEXT;"
                    + "UPDATE t SET first = substr(name, 1, instr(name, ' ') - 1),"
                    + " last = substr(name, instr(name, ' ') + 1);"
                    + "ALTER TABLE t DROP COLUMN name",
            "ALTER TABLE t ADD COLUMN name TEXT; UPDATE t SET name = first || ' ' || last;"
                    + "ALTER TABLE t DROP COLUMN first; ALTER TABLE t DROP COLUMN last"),
    MERGE(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, first TEXT, last TEXT)",
            "ALTER TABLE t ADD COLUMN name TEXT NOT NULL DEFAULT '';"
                    + "UPDATE t SET name = coalesce(first, '') || ' ' || coalesce(last, '');"
                    + "ALTER TABLE t DROP COLUMN first; ALTER TABLE t DROP COLUMN last",
            "ALTER TABLE t ADD COLUMN first TEXT; ALTER TABLE t ADD COLUMN last TEXT;"
                    + "UPDATE t SET first = substr(name, 1, instr(name, ' ') - 1),"
                    + " last = substr(name, instr(name, ' ') + 1);"
                    + "ALTER TABLE t DROP COLUMN name"),
    ENUM(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, state TEXT)",
            "ALTER TABLE t ADD COLUMN s INTEGER; UPDATE t SET s = CASE state WHEN 'todo' THEN 0"
                    + " WHEN 'done' THEN 1 ELSE 2 END; ALTER TABLE t DROP COLUMN state",
            "ALTER TABLE t ADD COLUMN state TEXT; UPDATE t SET state = CASE s WHEN 0 THEN 'todo'"
                    + " WHEN 1 THEN 'done' ELSE 'other' END; ALTER TABLE t DROP COLUMN s"),
    CENTS(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, price REAL)",
            "ALTER TABLE t ADD COLUMN cents INTEGER; UPDATE t SET cents = CAST(round(price * 100)"
                    + " AS INTEGER); ALTER TABLE t DROP COLUMN price",
            "ALTER TABLE t ADD COLUMN price REAL; UPDATE t SET price = cents / 100.0;"
                    + "ALTER TABLE t DROP COLUMN cents"),
    CONSTRAINT(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b INTEGER)",
            "CREATE TABLE t_new(id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INTEGER CHECK (b < 9));"
                    + "INSERT INTO t_new SELECT id, coalesce(a, ''), min(8, b) FROM t;"
                    + "DROP TABLE t; ALTER TABLE t_new RENAME TO t",
            "CREATE TABLE t_old(id INTEGER PRIMARY KEY, a TEXT, b INTEGER);"
                    + "INSERT INTO t_old SELECT id, nullif(a, ''), b FROM t;"
                    + "DROP TABLE t; ALTER TABLE t_old RENAME TO t"),
    INTERMEDIATE(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)",
            "ALTER TABLE t ADD COLUMN n INTEGER; UPDATE t SET n = a; ALTER TABLE t ADD b TEXT;"
                    + "UPDATE t SET b = n WHERE typeof(n) = 'integer'; UPDATE t SET a = b || n;"
                    + "ALTER TABLE t DROP COLUMN n",
            null);

    final String before;
    final String up;
    final @Nullable String down;

    ScriptKind(String before, String up, @Nullable String down) {
        this.before = before;
        this.up = up;
        this.down = down;
    }

    SchemaVersions versions() {
        return SchemaVersions.of(List.of(
                new SchemaVersion(1, "before", before, null),
                new SchemaVersion(2, "after", up, down)));
    }
}
