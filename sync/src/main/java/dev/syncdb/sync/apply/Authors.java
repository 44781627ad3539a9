package dev.syncdb.sync.apply;

import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Place;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is to be named as the author of each change of a transaction: the client for what its
 * operations say, the server for what followed from it (foreign-key actions), because the client
 * cannot be trusted to know of that.
 */
public final class Authors {
    private final Claim claim;
    private final CellVersion author;
    private final CellVersion server;
    private final Map<Place, Change> asked = new HashMap<>();

    private Authors(Claim claim, CellVersion author, List<Change> operations) {
        this.claim = claim;
        this.author = author;
        this.server =
                new CellVersion(author.version(), CellVersion.BACKEND, author.effectiveMillis());
        for (Change operation : operations) {
            RowName row = operation.changed();
            if (row != null) {
                asked.merge(Place.of(row), operation, Authors::stronger);
            }
        }
    }

    /** Everything was written by the server's own code. */
    public static Authors backend(long version, long commitMillis) {
        Claim sawAll = new Claim(version, CellVersion.BACKEND, commitMillis);
        CellVersion author = new CellVersion(version, CellVersion.BACKEND, commitMillis);
        return new Authors(sawAll, author, List.of());
    }

    /**
     * A client asked for these operations.
     *
     * @param version the commit that they become
     */
    public static Authors client(Claim claim, long version, List<Change> operations) {
        CellVersion author = new CellVersion(version, claim.writer(), claim.effectiveMillis());
        return new Authors(claim, author, operations);
    }

    CellVersion ofInsert(RowName row) {
        return asked.get(Place.of(row)) instanceof Change.Insert ? author : server;
    }

    CellVersion ofDelete(RowName row) {
        return asked.get(Place.of(row)) instanceof Change.Delete ? author : server;
    }

    /** Of what came into a cell. */
    CellVersion ofCell(RowName row, int column) {
        return isAskedFor(row, column) ? author : server;
    }

    /**
     * Of a cell as a whole.
     *
     * @param before who had written it
     */
    CellVersion ofWhole(RowName row, int column, CellVersion before) {
        Cell cell = askedCell(row, column);
        return cell != null && cell.relative() ? claim.merged(author, before) : ofCell(row, column);
    }

    private boolean isAskedFor(RowName row, int column) {
        return asked.get(Place.of(row)) instanceof Change.Insert || askedCell(row, column) != null;
    }

    private @Nullable Cell askedCell(RowName row, int column) {
        if (asked.get(Place.of(row)) instanceof Change.Update update) {
            for (Cell cell : update.cells()) {
                if (cell.column() == column) {
                    return cell;
                }
            }
        }
        return null;
    }

    // A row that is deleted and inserted again in one transaction has two operations: it ends
    // inserted.
    private static Change stronger(Change first, Change second) {
        return second instanceof Change.Delete ? first : second;
    }
}
