package dev.syncdb.sync;

import dev.syncdb.schema.Column;
import dev.syncdb.schema.DeclaredType;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.value.Collation;

import java.util.List;

/**
 * The tables of these tests: tasks, their steps, which go when their task goes, and one of ours.
 */
public final class TestSchema {
    /** tasks(id INTEGER, title VARCHAR(10), votes INTEGER), by id. */
    public static final Table TASKS = table(
            "tasks",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("title", "VARCHAR(10)", Collation.BINARY),
            column("votes", "INTEGER", Collation.BINARY));

    /** steps(id TEXT, task INTEGER), by id without regard to case. */
    public static final Table STEPS = table(
            "steps",
            List.of(new ForeignKey(
                    List.of(1),
                    "tasks",
                    List.of(),
                    ForeignKey.Action.CASCADE,
                    ForeignKey.Action.NO_ACTION,
                    false,
                    ForeignKey.Orphans.REJECT,
                    false)),
            column("id", "TEXT", Collation.NOCASE),
            column("task", "INTEGER", Collation.BINARY));

    /** syncdb_clients(id INTEGER, secret BLOB), which no client may see. */
    public static final Table CLIENTS = table(
            "syncdb_clients",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("secret", "BLOB", Collation.BINARY));

    /** scores(id INTEGER, score DECIMAL), by id. */
    public static final Table SCORES = table(
            "scores",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("score", "DECIMAL", Collation.BINARY));

    /** blobs(id INTEGER, content BLOB), by id. */
    public static final Table BLOBS = table(
            "blobs",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("content", "BLOB", Collation.BINARY));

    /** tallies(id INTEGER, hits INTEGER COUNTER, best INTEGER MAX, tags TEXT ORSET), by id. */
    public static final Table TALLIES = table(
            "tallies",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("hits", "INTEGER COUNTER", Collation.BINARY),
            column("best", "INTEGER MAX", Collation.BINARY),
            column("tags", "TEXT ORSET", Collation.BINARY));

    /** orders(id INTEGER, state TEXT RULE workflow), by id. */
    public static final Table ORDERS = table(
            "orders",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("state", "TEXT RULE workflow", Collation.BINARY));

    /** notes(id INTEGER, body TEXT MERGED, title TEXT), by id. */
    public static final Table NOTES = table(
            "notes",
            List.of(),
            column("id", "INTEGER", Collation.BINARY),
            column("body", "TEXT MERGED", Collation.BINARY),
            column("title", "TEXT", Collation.BINARY));

    /** All of them. */
    public static final Schema ALL = Schema.EMPTY
            .with(TASKS)
            .with(STEPS)
            .with(CLIENTS)
            .with(SCORES)
            .with(BLOBS)
            .with(TALLIES)
            .with(ORDERS)
            .with(NOTES);

    private TestSchema() {}

    /** The schema after {@code sql}, which is that of one of the tables. */
    public static Schema compile(Schema before, String sql) {
        for (Table table : ALL.tables()) {
            if (table.sql().equals(sql)) {
                return before.with(table);
            }
        }
        throw new IllegalArgumentException("no table of these tests: " + sql);
    }

    public static Column column(String name, String type, Collation collation) {
        return new Column(name, DeclaredType.of(type), collation, false, null, null, false);
    }

    private static Table table(String name, List<ForeignKey> foreignKeys, Column... columns) {
        return new Table(
                name,
                List.of(columns),
                new PrimaryKey(List.of(0), false, false),
                List.of(),
                foreignKeys,
                List.of(),
                false,
                "CREATE TABLE " + name);
    }
}
