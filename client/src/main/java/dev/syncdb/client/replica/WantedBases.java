package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.ledger.RowText;
import dev.syncdb.sync.message.Answer;
import dev.syncdb.sync.push.Push;
import dev.syncdb.sync.push.Push.BaseValue;
import dev.syncdb.sync.push.Push.Bases;
import dev.syncdb.sync.push.Push.CellPlace;
import dev.syncdb.sync.push.PushedTransaction;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What the server has asked for before it judges a transaction: what its author saw in cells that
 * somebody else wrote, too. The outbox has it. Lost with the process, and asked for again. A cell
 * of which nothing is known is answered all the same, so that nothing waits for ever. Immutable.
 *
 * @param number that of the transaction; 0 if nothing is asked for
 */
record WantedBases(long number, List<CellPlace> cells) {
    static final WantedBases NONE = new WantedBases(0, List.of());

    /** What is asked for once this answer has come. */
    WantedBases after(Answer answer) {
        if (!answer.wanted().isEmpty()) {
            return new WantedBases(answer.lastTx() + 1, answer.wanted());
        }
        return answer.lastTx() >= number ? NONE : this;
    }

    /** The push with what is asked for, if the transaction is in it. */
    Push answered(Push push, Schema schema) {
        for (PushedTransaction pushed : push.transactions()) {
            if (pushed.number() == number) {
                return push.with(new Bases(number, valuesOf(pushed.operations(), schema)));
            }
        }
        return push;
    }

    private List<BaseValue> valuesOf(List<Change> operations, Schema schema) {
        List<BaseValue> values = new ArrayList<>();
        for (CellPlace cell : cells) {
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
