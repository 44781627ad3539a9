package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.Push.Wanted;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What the server has asked for before it judges a transaction, and those behind it: what their
 * author saw in cells that somebody else wrote, too. The outbox has it. Lost with the process, and
 * asked for again. A cell of which nothing is known is answered all the same, so that nothing waits
 * for ever. Immutable.
 *
 * @param wanted in the order of the transactions
 */
record WantedBases(List<Wanted> wanted) {
    static final WantedBases NONE = new WantedBases(List.of());

    /** Of the transactions behind the first one, no more is said at once. */
    static final long AHEAD_BYTES_MAX = 16 << 10;

    WantedBases {
        wanted = List.copyOf(wanted);
    }

    /** What is asked for once this answer has come. */
    WantedBases after(Answer answer) {
        if (!answer.wanted().isEmpty()) {
            return new WantedBases(answer.wanted());
        }
        List<Wanted> rest = new ArrayList<>(wanted);
        rest.removeIf(each -> each.number() <= answer.lastTx());
        return new WantedBases(rest);
    }

    /** True if the first transaction is asked for something else than before, or another one is. */
    boolean isNewSince(WantedBases before) {
        return !wanted.isEmpty()
                && (before.wanted.isEmpty() || !wanted.get(0).equals(before.wanted.get(0)));
    }

    /** The push with what is asked for, as far as the transactions are in it. */
    Push answered(Push push, Schema schema) {
        List<Bases> said = new ArrayList<>();
        long bytes = 0;
        for (Wanted each : wanted) {
            long place = each.number() - push.firstTx();
            if (place < 0 || place >= push.transactions().size()) {
                continue;
            }
            PushedTransaction pushed = push.transactions().get((int) place);
            Bases bases = new Bases(each.number(), valuesOf(pushed, each, schema));
            bytes += said.isEmpty() ? 0 : bytes(bases);
            if (bytes > AHEAD_BYTES_MAX) {
                break;
            }
            said.add(bases);
        }
        return push.saying(said);
    }

    private static long bytes(Bases bases) {
        ByteSink sink = new ByteSink();
        for (BaseValue base : bases.values()) {
            Value value = base.value();
            if (value != null) {
                ValueCodec.write(sink, value);
            }
        }
        return sink.size();
    }

    private static List<BaseValue> valuesOf(
            PushedTransaction pushed, Wanted wanted, Schema schema) {
        List<Change> operations = pushed.operations();
        List<BaseValue> values = new ArrayList<>();
        for (CellPlace cell : wanted.cells()) {
            boolean made = cell.operation() < operations.size();
            Value value =
                    made ? before(operations.get(cell.operation()), cell.column(), schema) : null;
            values.add(new BaseValue(cell, value));
        }
        return values;
    }

    private static @Nullable Value before(Change operation, int column, Schema schema) {
        if (operation instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                if (cell.column() == column) {
                    return cell.before();
                }
            }
        }
        if (column != CellPlace.ROW || !(operation instanceof Change.Delete delete)) {
            return null;
        }
        Table table = schema.find(delete.row().table());
        Row before = delete.before();
        return table == null || before == null ? null : Value.of(RowText.of(table, before));
    }
}
