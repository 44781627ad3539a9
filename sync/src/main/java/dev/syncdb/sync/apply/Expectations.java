package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.merge.Claim;
import dev.syncdb.schema.Column;
import dev.syncdb.schema.Table;

import org.jspecify.annotations.Nullable;

import java.util.List;

/*
 * A cell fails an expectation for either of two reasons. Somebody else wrote it unseen, be it that
 * the same value is there again. Or it has another value than its author saw, though its author was
 * the last to write it: then an earlier transaction of that client came to something else than the
 * phone showed, because it met the work of others.
 */
/** Whether what a transaction expects is so. Pure reads. */
final class Expectations {
    private Expectations() {}

    /**
     * As the server judges. To be called before anything else of the transaction is done.
     *
     * @throws Incorrect EXPECTATION_FAILED with table and column
     */
    static void judge(Rows rows, Claim claim, List<Change> operations) {
        for (Change operation : operations) {
            if (operation instanceof Change.Expect expect) {
                Detect.Target target = Detect.find(rows, expect.row(), claim);
                if (target == null) {
                    throw gone(expect.row());
                }
                require(rows, expect, target.image());
                for (Cell cell : expect.cells()) {
                    if (claim.concurrentWith(target.versions().cell(cell.column()))) {
                        throw changed(rows, expect.row(), cell);
                    }
                }
            }
        }
    }

    /**
     * As far as a phone can tell, which does not know who wrote what.
     *
     * @param image the row that is meant, null if it is gone
     * @throws Incorrect EXPECTATION_FAILED with table and column
     */
    static void predict(Rows rows, Change.Expect expect, @Nullable Image image) {
        if (image == null) {
            throw gone(expect.row());
        }
        require(rows, expect, image);
    }

    private static void require(Rows rows, Change.Expect expect, Image image) {
        for (Cell cell : expect.cells()) {
            if (!image.cells().at(cell.column()).equals(cell.after())) {
                throw changed(rows, expect.row(), cell);
            }
        }
    }

    private static Incorrect gone(RowName row) {
        return Incorrect.at(
                ErrorCode.EXPECTATION_FAILED,
                "the row " + row.key() + " of " + row.table() + " is gone, which the"
                        + " transaction expects",
                row.table(),
                null);
    }

    private static Incorrect changed(Rows rows, RowName row, Cell cell) {
        Table table = rows.schema().table(row.table());
        Column column = table.columns().get(cell.column());
        return Incorrect.at(
                ErrorCode.EXPECTATION_FAILED,
                "somebody else has changed " + table.name() + "." + column.name() + " of the row "
                        + row.key() + ", which the transaction expects",
                table.name(),
                column.name());
    }
}
