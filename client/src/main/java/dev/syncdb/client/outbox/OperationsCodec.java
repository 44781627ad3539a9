package dev.syncdb.client.outbox;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.ChangeSet;
import dev.syncdb.codec.ByteSink;
import dev.syncdb.codec.ByteSource;
import dev.syncdb.codec.ChangeCodec;
import dev.syncdb.codec.ValueCodec;
import dev.syncdb.value.Value;

import java.util.ArrayList;
import java.util.List;

/* | change set (its version is the number) | values from before … |
 * Values from before, in order of the changes: of an update each cell's, of a delete the row;
 *                 | known u8 | [ value or row ] |
 */
/** What one transaction does, with the values from before it. Stateless. */
public final class OperationsCodec {
    private OperationsCodec() {}

    /** @param number of the transaction */
    public static void write(ByteSink sink, long number, List<Change> operations) {
        ChangeCodec.write(sink, new ChangeSet(number, operations));
        for (Change operation : operations) {
            writeBefore(sink, operation);
        }
    }

    /** Reads what {@link #write} wrote; the version is the number. */
    public static ChangeSet read(ByteSource source) {
        ChangeSet set = ChangeCodec.readAsked(source);
        List<Change> operations = new ArrayList<>();
        for (Change operation : set.changes()) {
            operations.add(readBefore(source, operation));
        }
        return new ChangeSet(set.version(), operations);
    }

    private static void writeBefore(ByteSink sink, Change operation) {
        if (operation instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                sink.writeBoolean(cell.before() != null);
                if (cell.before() != null) {
                    ValueCodec.write(sink, cell.before());
                }
            }
        } else if (operation instanceof Change.Delete delete) {
            sink.writeBoolean(delete.before() != null);
            if (delete.before() != null) {
                ValueCodec.writeRow(sink, delete.before());
            }
        }
    }

    private static Change readBefore(ByteSource source, Change operation) {
        if (operation instanceof Change.Update update) {
            List<Cell> cells = new ArrayList<>();
            for (Cell cell : update.cells()) {
                Value before = source.readBoolean() ? ValueCodec.read(source) : null;
                cells.add(new Cell(cell.column(), before, cell.after(), cell.relative()));
            }
            return new Change.Update(update.row(), cells, update.hidden());
        }
        if (operation instanceof Change.Delete delete && source.readBoolean()) {
            return new Change.Delete(delete.row(), ValueCodec.readRow(source), delete.hidden());
        }
        return operation;
    }
}
