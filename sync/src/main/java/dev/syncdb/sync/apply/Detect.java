package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.sync.encoding.HiddenCodec;

import org.jspecify.annotations.Nullable;

/** Finds the row that an operation means, and who wrote it meanwhile. Pure reads. */
final class Detect {
    /** A row as it stands, with who wrote its cells. */
    record Target(Image image, RowVersions versions) {}

    private Detect() {}

    /**
     * The row that {@code name} means, or null if that row is gone. Another row may since have
     * taken its key: it has another handle, and is not meant. A client that does not know the
     * handle means the row that it inserted itself. Only {@link RowName#ANY} means the other row,
     * too. Whoever wrote that after the base of the claim wrote it unseen, so what an edit takes
     * from it is recorded; and where no row is, none comes to be.
     */
    static @Nullable Target find(Rows rows, RowName name, Claim claim) {
        Image image = rows.get(name.table(), name.key());
        if (image == null) {
            return null;
        }
        RowVersions versions = HiddenCodec.read(image.hidden());
        boolean byKey = rows.schema().table(name.table()).primaryKey().mergesInserts();
        return isMeant(versions, name.handle(), claim, byKey) ? new Target(image, versions) : null;
    }

    /** @param byKey true if all rows that were inserted under one key are one row */
    static boolean isMeant(RowVersions versions, long handle, Claim claim, boolean byKey) {
        if (handle == RowName.UNKNOWN) {
            return byKey || versions.row().writer() == claim.writer();
        }
        return handle == RowName.ANY || handle == versions.handle();
    }

    /**
     * The newest write to any cell of the row that the author of the claim had not seen, or null.
     */
    static @Nullable CellVersion unseen(RowVersions versions, Claim claim) {
        CellVersion newest = claim.concurrentWith(versions.row()) ? versions.row() : null;
        for (CellVersion cell : versions.cells().values()) {
            boolean newer = newest == null || cell.version() > newest.version();
            if (claim.concurrentWith(cell) && newer) {
                newest = cell;
            }
        }
        return newest;
    }
}
