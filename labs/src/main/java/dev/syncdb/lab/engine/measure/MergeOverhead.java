package dev.syncdb.lab.engine.measure;

import dev.syncdb.SystemClock;
import dev.syncdb.SystemRandom;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.clock.Environment;
import dev.syncdb.merge.Claim;
import dev.syncdb.schema.Table;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.store.Store;
import dev.syncdb.store.StoreOptions;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.apply.Authors;
import dev.syncdb.sync.apply.Decide;
import dev.syncdb.sync.apply.Effects;
import dev.syncdb.sync.apply.Judgement;
import dev.syncdb.sync.apply.Predict;
import dev.syncdb.sync.apply.StoreRows;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * What it costs a server to look for conflicts where there are none: one transaction of a client
 * with 1,000 updates, applied with detection and decision and applied as it is. Either way rows are
 * found, patched, stamped with their author, and published. One store; the two take turns.
 */
public final class MergeOverhead {
    /** Updates of one transaction, each of a row of its own. */
    static final int UPDATES = 1_000;

    private static final int ROUNDS = 20;
    private static final int TITLE = 1;
    private static final int PRIORITY = 3;
    private static final long CLIENT = 7;
    private static final String TABLE = "notes";
    private static final String SCHEMA = "CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT,"
            + " body TEXT, priority INTEGER MAX, done INTEGER, changed INTEGER)";

    private final Store store = new Store(
            new SchemaDefinition(),
            new Environment(new SystemClock(), new SystemRandom()),
            StoreOptions.SPACE);
    private long written;

    private MergeOverhead(int rows) {
        Transaction made = store.begin();
        made.define(SCHEMA);
        made.prepare().publish();
        Transaction filled = store.begin();
        for (long id = 1; id <= rows; id++) {
            filled.insert(
                    TABLE,
                    Row.of(
                            Value.of(id),
                            Value.of("note " + id),
                            Value.of("some text of a usual length, of a few words"),
                            Value.of(id),
                            Value.of(0),
                            Value.of(0)));
        }
        publish(filled, Authors.backend(filled.version(), 0));
    }

    /** How much longer it takes, as a ratio of processor times in each round. */
    public static Quartiles measure(Pace pace) {
        MergeOverhead store = new MergeOverhead(UPDATES * 10);
        Pace paired = pace.quick() ? pace : pace.withRounds(ROUNDS);
        store.turn(true, pace.warmUpNanos());
        store.turn(false, pace.warmUpNanos());
        double[] on = new double[paired.rounds()];
        double[] off = new double[paired.rounds()];
        for (int round = 0; round < paired.rounds(); round++) {
            boolean onFirst = round % 2 == 0;
            double first = store.turn(onFirst, paired.turnNanos());
            double second = store.turn(!onFirst, paired.turnNanos());
            on[round] = onFirst ? first : second;
            off[round] = onFirst ? second : first;
        }
        return Quartiles.ofRatios(on, off);
    }

    /** Processor time of one transaction. */
    private double turn(boolean judged, long nanosMin) {
        long nanos = 0;
        long transactions = 0;
        do {
            List<Change> updates = updates(written++);
            long before = ThreadMeter.cpuNanos();
            apply(updates, judged);
            nanos += ThreadMeter.cpuNanos() - before;
            transactions++;
        } while (nanos < nanosMin);
        return (double) nanos / transactions;
    }

    private void apply(List<Change> updates, boolean judged) {
        Transaction transaction = store.begin();
        long version = transaction.version();
        StoreRows rows = new StoreRows(transaction);
        Claim claim = new Claim(version - 1, CLIENT, version);
        if (judged) {
            Judgement judgement = Decide.apply(rows, claim, version, updates, List.of());
            if (!judgement.conflicts().isEmpty()) {
                throw new IllegalStateException("there is nobody to be in conflict with");
            }
        } else {
            updates.forEach(update -> patch(rows, (Change.Update) update));
            rows.requireConstraints();
        }
        publish(transaction, Authors.client(claim, version, updates));
    }

    private static void patch(StoreRows rows, Change.Update update) {
        RowName name = update.row();
        Image image = rows.get(name.table(), name.key());
        if (image != null) {
            Table table = rows.schema().table(name.table());
            Row after = Predict.patched(table, image.cells(), update.cells());
            rows.update(name.table(), name.key(), after);
        }
    }

    private static void publish(Transaction transaction, Authors authors) {
        long[] handle = {0};
        Effects.stamp(
                new StoreRows(transaction), transaction.changes(), authors, table -> ++handle[0]);
        transaction.prepare().publish();
    }

    private static List<Change> updates(long number) {
        List<Change> updates = new ArrayList<>(UPDATES);
        for (long i = 0; i < UPDATES; i++) {
            // Rows apart from each other, as phones touch them; another tenth each time.
            long id = 1 + i * 10 + number % 10;
            RowName row = new RowName(TABLE, Key.of(id), id);
            List<Cell> cells = List.of(
                    new Cell(TITLE, null, Value.of("edit " + number)),
                    new Cell(PRIORITY, null, Value.of(number)));
            updates.add(new Change.Update(row, cells, Bytes.EMPTY));
        }
        return updates;
    }
}
