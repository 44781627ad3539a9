package dev.syncdb.server.space;

import dev.syncdb.change.Image;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.store.Range;
import dev.syncdb.store.Range.Bound;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Scan;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.OutcomeCodec;
import dev.syncdb.sync.push.Chain;
import dev.syncdb.sync.push.Outcome;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The table {@code syncdb_outcomes}: what became of each transaction whose client may not know it
 * yet.
 */
final class Outcomes {
    /**
     * More than a phone makes in weeks offline; a client that never acknowledges costs no more
     * memory than that.
     */
    static final int UNACKNOWLEDGED_MAX = 10_000;

    /** A transaction that was judged, and the chain value after it. */
    record Judged(long number, int chain) {}

    private static final int NUMBER = 1;
    private static final int CHAIN = 2;
    private static final int BODY = 3;

    private Outcomes() {}

    /**
     * Keeps an outcome.
     *
     * @param chain the chain value after the transaction
     */
    static void add(Transaction transaction, long client, Outcome outcome, int chain) {
        ByteSink body = new ByteSink();
        OutcomeCodec.write(body, outcome);
        transaction.insert(
                InternalTables.OUTCOMES,
                Row.of(
                        Value.of(client),
                        Value.of(outcome.number()),
                        Value.of(chain),
                        Value.of(body.toBytes())));
    }

    static @Nullable Outcome find(Reader rows, long client, long number) {
        Image image = rows.get(InternalTables.OUTCOMES, key(client, number));
        return image == null ? null : read(image.cells());
    }

    /** The chain value after a transaction, or null if it is forgotten, or not judged. */
    static @Nullable Integer chainAfter(Reader rows, long client, long number) {
        Image image = rows.get(InternalTables.OUTCOMES, key(client, number));
        return image == null
                ? Chains.after(rows, client, number)
                : Integer.valueOf((int) image.cells().at(CHAIN).asLong());
    }

    /** The last transaction of the client that was judged; number 0 if none is known. */
    static Judged newest(Reader rows, long client) {
        Scan newest = rows.scan(InternalTables.OUTCOMES, new Range(all(client), all(client), true));
        if (!newest.next()) {
            return new Judged(0, Chain.START);
        }
        Row row = newest.image().cells();
        return new Judged(row.at(NUMBER).asLong(), (int) row.at(CHAIN).asLong());
    }

    /** The outcomes of all transactions of the client above {@code number}, in order. */
    static List<Outcome> above(Reader rows, long client, long number) {
        Bound lower = new Bound(key(client, number).values(), false);
        Scan scan = rows.scan(InternalTables.OUTCOMES, new Range(lower, all(client), false));
        List<Outcome> outcomes = new ArrayList<>();
        while (scan.next()) {
            outcomes.add(read(scan.image().cells()));
        }
        return outcomes;
    }

    /** Makes of every outcome that is kept another one of the same transaction. */
    static void rewrite(Transaction transaction, UnaryOperator<Outcome> change) {
        Map<Key, Row> rewritten = new LinkedHashMap<>();
        Scan scan = transaction.scan(InternalTables.OUTCOMES, Range.ALL);
        while (scan.next()) {
            Row row = scan.image().cells();
            Outcome outcome = read(row);
            Outcome changed = change.apply(outcome);
            if (!changed.equals(outcome)) {
                ByteSink body = new ByteSink();
                OutcomeCodec.write(body, changed);
                rewritten.put(scan.key(), row.with(BODY, Value.of(body.toBytes())));
            }
        }
        rewritten.forEach((key, row) -> transaction.update(InternalTables.OUTCOMES, key, row));
    }

    /** Forgets the outcomes of the client's transactions up to {@code number}, not their chain. */
    static void forget(Transaction transaction, long client, long number) {
        Bound upper = new Bound(key(client, number).values(), true);
        Scan scan = transaction.scan(InternalTables.OUTCOMES, new Range(all(client), upper, false));
        List<Row> known = new ArrayList<>();
        while (scan.next()) {
            known.add(scan.image().cells());
        }
        for (Row outcome : known) {
            long judged = outcome.at(NUMBER).asLong();
            Chains.add(transaction, client, judged, (int) outcome.at(CHAIN).asLong());
            transaction.delete(InternalTables.OUTCOMES, key(client, judged));
        }
    }

    /**
     * Forgets the outcomes of all transactions of the client, but for the number of the last one
     * and the chain value after it.
     */
    static void empty(Transaction transaction, Client client) {
        Scan scan = transaction.scan(
                InternalTables.OUTCOMES,
                new Range(all(client.number()), all(client.number()), false));
        List<Long> numbers = new ArrayList<>();
        while (scan.next()) {
            numbers.add(scan.image().cells().at(NUMBER).asLong());
        }
        for (long number : numbers) {
            transaction.delete(InternalTables.OUTCOMES, key(client.number(), number));
        }
        if (client.lastTx() > 0) {
            Outcome last = new Outcome(client.lastTx(), null, List.of(), List.of());
            add(transaction, client.number(), last, client.chain());
        }
    }

    private static Bound all(long client) {
        return new Bound(Row.of(Value.of(client)), true);
    }

    private static Key key(long client, long number) {
        return new Key(Row.of(Value.of(client), Value.of(number)));
    }

    private static Outcome read(Row row) {
        ByteSource body = new ByteSource(row.at(BODY).asBytes(), ErrorCode.CORRUPT_FILE);
        return OutcomeCodec.read(body, row.at(NUMBER).asLong());
    }
}
