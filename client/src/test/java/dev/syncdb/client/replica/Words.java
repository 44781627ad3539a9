package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.message.Refusal;
import dev.syncdb.sync.message.Rewound;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.PageToken.Named;
import dev.syncdb.sync.pull.PageToken.Position;
import dev.syncdb.sync.pull.PriorityClasses;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Receipt;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.List;

/** What a server says, made by hand. */
final class Words {
    static final List<String> SCHEMA = List.of(
            "CREATE TABLE projects (id TEXT PRIMARY KEY, name TEXT)",
            """
            CREATE TABLE tasks (
              id TEXT PRIMARY KEY,
              title TEXT,
              done INTEGER,
              project TEXT REFERENCES projects ON DELETE CASCADE)""",
            "CREATE UNIQUE INDEX titles ON tasks (title)");

    private Words() {}

    /** The answer to a registration: schema and rows, at version 10. */
    static Answer first(Change... rows) {
        return new Answer(Phone.CLIENT, new Receipt(0, List.of()), cursor(10), page(rows), SCHEMA);
    }

    /** The last page of a pull. */
    static Answer answer(long version, long lastTx, List<Outcome> outcomes, Change... news) {
        return new Answer(
                Phone.CLIENT,
                new Receipt(lastTx, outcomes),
                cursor(version),
                page(news),
                List.of());
    }

    static SignedCursor cursor(long version) {
        return new SignedCursor(
                new Cursor(99, version), 500 * version, Bytes.copyOf(new byte[] {1, 2, 3}));
    }

    static Page page(Change... changes) {
        return new Page(List.of(changes), null);
    }

    static Page pageBefore(PageToken next, Change... changes) {
        return new Page(List.of(changes), next);
    }

    /** A token that means nothing but itself. */
    static PageToken token(long version, String id) {
        Position last = new Position(version, "tasks", Key.of(id));
        Cursor head = new Cursor(99, version);
        return new PageToken(head, last, version, Named.NONE, PriorityClasses.NONE);
    }

    static Change project(String id, String name, long handle) {
        Row row = Row.of(Value.of(id), Value.of(name));
        return new Change.Insert(new RowName("projects", Key.of(id), handle), Image.of(row));
    }

    static Change task(String id, String title, long handle) {
        return taskOf(id, title, handle, Value.NULL);
    }

    static Change taskOf(String id, String title, long handle, Value project) {
        Row row = Row.of(Value.of(id), Value.of(title), Value.of(0), project);
        return new Change.Insert(new RowName("tasks", Key.of(id), handle), Image.of(row));
    }

    static Change retitled(String id, String title, long handle) {
        Cell cell = new Cell(1, null, Value.of(title));
        RowName row = new RowName("tasks", Key.of(id), handle);
        return new Change.Update(row, List.of(cell), Bytes.EMPTY);
    }

    static Change gone(String id, long handle) {
        return new Change.Delete(new RowName("tasks", Key.of(id), handle), null, Bytes.EMPTY);
    }

    /** Applied just as asked; the rows that it inserted got these handles. */
    static Outcome accepted(long number, Long... handles) {
        return new Outcome(number, null, List.of(handles), List.of());
    }

    /** Applied, but not all of what was asked of this row. */
    static Outcome overruled(long number, String task) {
        return new Outcome(number, null, List.of(), List.of(RowName.of("tasks", Key.of(task))));
    }

    static Outcome rejected(long number, String why) {
        Rejection rejection = new Rejection(ErrorCode.CHECK, why, "tasks", "title");
        return new Outcome(number, rejection, List.of(), List.of());
    }

    /** A server that knows this client has its transactions up to {@code lastTx}. */
    static Rewound rewound(long lastTx, int chain, Cursor... lines) {
        return new Rewound(true, lastTx, chain, 0, lastTx, List.of(lines));
    }

    /**
     * A server that knows this client and has forgotten outcomes that it was told to have heard.
     */
    static Rewound acknowledged(long lastTx, int chain, long acknowledgedTx, Cursor... lines) {
        return new Rewound(true, lastTx, chain, acknowledgedTx, lastTx, List.of(lines));
    }

    /** A server that does not know this client, but perhaps what it judged. */
    static Rewound forgotten(long lastTx, int chain, Cursor... lines) {
        return new Rewound(false, lastTx, chain, 0, lastTx, List.of(lines));
    }

    static Refusal refusal(ErrorCode code, long lastTx) {
        return new Refusal(code, "because", lastTx, 0);
    }
}
