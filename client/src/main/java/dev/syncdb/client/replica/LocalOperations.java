package dev.syncdb.client.replica;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.Schema;
import dev.syncdb.store.Reader;
import dev.syncdb.store.Transaction;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What a local transaction did, in the words in which the server is told of it. Stateless. */
final class LocalOperations {
    private LocalOperations() {}

    /**
     * What it expects, and the net changes of shared rows. They bear the handles that the server
     * gave them. A row that was deleted and made again keeps its handle: to the server it is one
     * row whose cells changed.
     *
     * @param before what was visible before the transaction
     */
    static List<Change> of(Transaction transaction, Reader before) {
        List<Change> operations = new ArrayList<>(
                expected(transaction, place -> before.get(place.table(), place.key())));
        for (Change change : transaction.changes()) {
            RowName row = rowOf(change);
            if (Schema.isShared(row.table())) {
                add(operations, change, row, transaction, before);
            }
        }
        return operations;
    }

    /**
     * What the transaction expects, of each row once, as it was before the transaction changed
     * anything. What it says of a row that it inserted itself holds.
     *
     * @param before the rows as they were then
     */
    static List<Change> expected(Transaction transaction, Function<Place, @Nullable Image> before) {
        Map<Place, Set<Integer>> columns = new LinkedHashMap<>();
        for (Change.Expect expect : transaction.expectations()) {
            Set<Integer> known =
                    columns.computeIfAbsent(Place.of(expect.row()), any -> new TreeSet<>());
            expect.cells().forEach(cell -> known.add(cell.column()));
        }
        List<Change> expected = new ArrayList<>();
        columns.forEach((place, positions) -> {
            Image image = before.apply(place);
            if (image != null) {
                List<Cell> cells = new ArrayList<>();
                for (int column : positions) {
                    cells.add(new Cell(column, null, image.cells().at(column)));
                }
                long handle = HiddenCodec.handle(image.hidden());
                RowName row = new RowName(place.table(), place.key(), handle);
                expected.add(new Change.Expect(row, cells));
            }
        });
        return expected;
    }

    /**
     * Expects once more what a transaction did that is to be done again, of the rows as they are
     * now. Fails with ROW_ABSENT.
     */
    static void expectAgain(Transaction transaction, List<Change> operations) {
        for (Change operation : operations) {
            if (operation instanceof Change.Expect expect) {
                List<Integer> columns = new ArrayList<>();
                expect.cells().forEach(cell -> columns.add(cell.column()));
                transaction.expect(expect.row().table(), expect.row().key(), columns);
            }
        }
    }

    /** Fails if the transaction changed more than rows. */
    static void requireRows(Transaction transaction) {
        transaction.changes().forEach(LocalOperations::rowOf);
    }

    private static RowName rowOf(Change change) {
        RowName row = change.changed();
        if (row == null) {
            throw new Incorrect(
                    ErrorCode.UNSUPPORTED, "the tables of a replica are made by its server");
        }
        return row;
    }

    private static void add(
            List<Change> operations,
            Change change,
            RowName row,
            Transaction transaction,
            Reader before) {
        Image image = before.get(row.table(), row.key());
        Bytes hidden = image == null ? Bytes.EMPTY : image.hidden();
        RowName named = new RowName(row.table(), row.key(), HiddenCodec.handle(hidden));
        if (change instanceof Change.Insert insert) {
            operations.add(new Change.Insert(named, Image.of(insert.image().cells())));
        } else if (change instanceof Change.Delete delete) {
            operations.add(new Change.Delete(named, delete.before(), Bytes.EMPTY));
        } else if (change instanceof Change.Update update) {
            if (!update.hidden().equals(hidden)) {
                transaction.hide(row.table(), row.key(), hidden);
            }
            if (!update.cells().isEmpty()) {
                operations.add(new Change.Update(named, update.cells(), Bytes.EMPTY));
            }
        }
    }
}
