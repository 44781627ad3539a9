package dev.syncdb.sync.scope;

import dev.syncdb.change.Change;
import dev.syncdb.change.Cursor;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.clock.Stamp;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.schema.SchemaChange;
import dev.syncdb.schema.Table;
import dev.syncdb.store.Snapshot;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.TestSchema;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.Decide;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.Judgement;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.sync.apply.Translate;
import dev.syncdb.sync.pull.Page;
import dev.syncdb.sync.pull.PageToken;
import dev.syncdb.sync.pull.Pull;
import dev.syncdb.sync.pull.SignedCursor;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.sync.push.Rejection;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A server's space over the real store, without network, log or users. */
final class StoreSpace {
    /** The client whose row in our own table every push touches, as that of a server does. */
    private static final Key CLIENT = Key.of(1);

    static final long LINE = 99;

    final Store store = new Store(
            (before, sql) -> SchemaChange.to(TestSchema.compile(before, sql)),
            new Environment(() -> new Stamp(0, 0, 0), () -> 0),
            StoreOptions.SPACE);
    private final Map<String, Long> handles = new HashMap<>();

    StoreSpace() {
        commit(transaction -> {
            for (Table table : TestSchema.ALL.tables()) {
                transaction.define(table.sql());
            }
            Row client = Row.of(Value.of(1), Value.of(Bytes.EMPTY));
            transaction.insert(TestSchema.CLIENTS.name(), client);
        });
    }

    /** One commit of the server's own code. */
    void write(Consumer<Transaction> work) {
        commit(transaction -> {
            work.accept(transaction);
            Authors backend = Authors.backend(transaction.version(), transaction.version());
            stamp(transaction, backend);
        });
    }

    /** Judges and commits one transaction of a client; if it is rejected, only that is kept. */
    Outcome push(long number, Claim claim, List<Change> operations) {
        List<Outcome> outcome = new ArrayList<>();
        try {
            commit(transaction -> {
                outcome.add(accept(transaction, number, claim, operations));
                touchClient(transaction);
            });
            return outcome.get(0);
        } catch (Incorrect refused) {
            commit(this::touchClient);
            String message = String.valueOf(refused.getMessage());
            Rejection rejection = new Rejection(refused.code(), message, "", "");
            return new Outcome(number, rejection, List.of(), rowsOf(operations));
        }
    }

    Page page(long client, Pull pull, List<Outcome> outcomes) {
        try (Snapshot snapshot = store.snapshot()) {
            return PageBuilder.build(snapshot, new Subscription(client, LINE, pull, outcomes));
        }
    }

    /** A page of so many rows, for a client that knows of all outcomes. */
    Page page(long client, long base, @Nullable PageToken after, int pageRowsMax) {
        return page(client, pull(base, after, pageRowsMax), List.of());
    }

    /** All that is new for a client that holds {@code base}, in one page. */
    List<Change> news(long client, long base) {
        return page(client, base, null, Pull.ROWS_UNLIMITED).changes();
    }

    /** What a client asks for that holds {@code base} and takes so many rows at once. */
    static Pull pull(long base, @Nullable PageToken after, int pageRowsMax) {
        return new Pull(at(base), after, Integer.MAX_VALUE, pageRowsMax);
    }

    static SignedCursor at(long version) {
        return new SignedCursor(new Cursor(LINE, version), 0, Bytes.EMPTY);
    }

    static List<RowName> rowsOf(List<Change> operations) {
        List<RowName> rows = new ArrayList<>();
        for (Change operation : operations) {
            if (operation instanceof Change.Insert insert) {
                rows.add(insert.row());
            } else if (operation instanceof Change.Update update) {
                rows.add(update.row());
            } else if (operation instanceof Change.Delete delete) {
                rows.add(delete.row());
            }
        }
        return rows;
    }

    private Outcome accept(
            Transaction transaction, long number, Claim claim, List<Change> operations) {
        StoreRows rows = new StoreRows(transaction);
        List<Change> asked = Translate.intoSchema(operations, transaction.schema());
        Judgement judgement = Decide.apply(rows, claim, transaction.version(), asked, List.of());
        stamp(transaction, Authors.client(claim, transaction.version(), asked));
        List<Long> inserted = Effects.insertedHandles(rows, asked);
        return new Outcome(number, null, inserted, judgement.differing());
    }

    private void stamp(Transaction transaction, Authors authors) {
        Effects.stamp(
                new StoreRows(transaction),
                transaction.changes(),
                authors,
                table -> handles.merge(table, 1L, Long::sum));
    }

    private void touchClient(Transaction transaction) {
        Row client = Row.of(Value.of(1), Value.of(Bytes.copyOf(new byte[] {1, 2, 3})));
        transaction.update(TestSchema.CLIENTS.name(), CLIENT, client);
    }

    private void commit(Consumer<Transaction> work) {
        Transaction transaction = store.begin();
        boolean done = false;
        try {
            work.accept(transaction);
            transaction.prepare().publish();
            done = true;
        } finally {
            if (!done) {
                transaction.rollback();
            }
        }
    }
}
