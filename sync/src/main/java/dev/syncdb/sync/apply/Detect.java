package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.Claim;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Table;
import dev.syncdb.sync.encoding.HiddenCodec;

import org.jspecify.annotations.Nullable;

/** Finds the row that an operation means, and who wrote it meanwhile. Pure reads. */
final class Detect {
    /**
     * A row as it stands, with who wrote its cells. That is read when it is asked for: most edits
     * meet nothing that their author had not seen.
     */
    static final class Target {
        private final Image image;
        private @Nullable RowVersions versions;

        Target(Image image) {
            this.image = image;
        }

        /** @param versions those that are to become the row's hidden bytes */
        Target(Image image, RowVersions versions) {
            this.image = image;
            this.versions = versions;
        }

        Image image() {
            return image;
        }

        RowVersions versions() {
            RowVersions known = versions;
            if (known == null) {
                known = HiddenCodec.read(image.hidden());
                versions = known;
            }
            return known;
        }

        /** True if nothing in the row is newer than what the author of the claim had seen. */
        boolean isSeen(Claim claim) {
            RowVersions known = versions;
            long newest = known == null ? HiddenCodec.newest(image.hidden()) : known.newest();
            return newest <= claim.base();
        }
    }

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
        Target target = new Target(image);
        return isMeant(target, rows, name, claim) ? target : null;
    }

    /** True if the row is the one that {@code name} means to the author of the claim. */
    static boolean isMeant(Target target, Rows rows, RowName name, Claim claim) {
        if (name.handle() == RowName.UNKNOWN) {
            // All rows that were inserted under one key may be one row.
            Table table = rows.schema().table(name.table());
            return table.primaryKey().mergesInserts()
                    || target.versions().row().writer() == claim.writer();
        }
        return name.handle() == RowName.ANY
                || name.handle() == HiddenCodec.handle(target.image().hidden());
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
