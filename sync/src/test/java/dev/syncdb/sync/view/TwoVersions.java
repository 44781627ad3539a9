package dev.syncdb.sync.view;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.lens.View;
import dev.syncdb.lens.ViewedTable;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.SchemaTag;
import dev.syncdb.sync.message.SyncRequest;
import dev.syncdb.sync.message.SyncRequest.Sender;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two versions of a schema as they are stored. What the first one calls todos are tasks in the
 * second one, which has other todos; the first one's notes differ in the name of a column only.
 */
final class TwoVersions {
    static final Schema STORED = schema(
            "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT, rank INTEGER,"
                    + " kept_price TEXT)",
            "CREATE TABLE todos (id INTEGER PRIMARY KEY, text TEXT)",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)");

    private static final Schema FIRST_SCHEMA = schema(
            "CREATE TABLE todos (id INTEGER PRIMARY KEY, price TEXT, name TEXT,"
                    + " twice INTEGER GENERATED ALWAYS AS (id * 2))",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");

    private static final Schema SECOND_SCHEMA = schema(
            "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT, rank INTEGER)",
            "CREATE TABLE todos (id INTEGER PRIMARY KEY, text TEXT)",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)");

    static final View FIRST = new View(
            1,
            FIRST_SCHEMA,
            List.of(
                    new ViewedTable(
                            FIRST_SCHEMA.table("todos"),
                            "tasks",
                            List.of(0, 3, 1, ViewedTable.NOT_STORED),
                            4),
                    new ViewedTable(FIRST_SCHEMA.table("notes"), "notes", List.of(0, 1), 2)));

    static final View SECOND = new View(
            2,
            SECOND_SCHEMA,
            List.of(
                    new ViewedTable(SECOND_SCHEMA.table("tasks"), "tasks", List.of(0, 1, 2), 4),
                    new ViewedTable(SECOND_SCHEMA.table("todos"), "todos", List.of(0, 1), 2),
                    new ViewedTable(SECOND_SCHEMA.table("notes"), "notes", List.of(0, 1), 2)));

    /** The records of conflicts that are stored. */
    final Map<Key, Row> records = new HashMap<>();

    /** Of a client that has the first version. */
    final Interpreter first = new Interpreter(FIRST, FIRST, STORED, records::get);

    /** Of a client that has taken over the second version, and pushes what it did before. */
    final Interpreter upgraded = new Interpreter(SECOND, FIRST, STORED, records::get);

    static RowName row(String table, long id) {
        return new RowName(table, Key.of(id), 100 + id);
    }

    /** A request whose transactions are numbered from 5 and do these things. */
    @SafeVarargs
    static SyncRequest request(List<Change>... transactions) {
        List<PushedTransaction> pushed = new ArrayList<>();
        for (List<Change> operations : transactions) {
            pushed.add(new PushedTransaction(5 + pushed.size(), 1, 2, 3, 4, true, operations));
        }
        return new SyncRequest(
                new Sender(7, Bytes.EMPTY),
                new SchemaTag(1, FIRST_SCHEMA.hash()),
                3,
                new Push(5, 11, pushed, List.of(12)),
                new Pull(SignedCursor.START, null, 1 << 20));
    }

    static Answer answer(Receipt receipt, Page page) {
        return new Answer(7, receipt, SignedCursor.START, page, List.of(), new Cursor(1, 2));
    }

    /** An answer whose page has these changes. */
    static Answer page(Change... changes) {
        return answer(new Receipt(6, List.of()), new Page(List.of(changes), null));
    }

    static Row cells(Object... cells) {
        Value[] values = new Value[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = cells[i] == null
                    ? Value.NULL
                    : cells[i] instanceof String text
                            ? Value.of(text)
                            : Value.of(((Number) cells[i]).longValue());
        }
        return Row.owned(values);
    }

    private static Schema schema(String... statements) {
        Schema schema = Schema.EMPTY;
        for (String statement : statements) {
            schema = new SchemaDefinition().apply(schema, statement);
        }
        return schema;
    }
}
