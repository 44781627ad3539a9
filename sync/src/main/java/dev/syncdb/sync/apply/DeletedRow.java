package dev.syncdb.sync.apply;

import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.merge.CellVersion;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Orphans;
import dev.syncdb.schema.Names;
import dev.syncdb.schema.PrimaryKey.Deletes;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

/**
 * A row as it was before it was deleted, kept so that it may come back. Immutable.
 *
 * @param name with the handle that the row had, and has again if it comes back
 * @param image with who wrote its cells
 * @param deletedBy who deleted it
 */
public record DeletedRow(RowName name, Image image, CellVersion deletedBy) {
    /**
     * True if the deleted rows of that table are kept: an edit or a child that did not know of the
     * delete may ask for one.
     */
    static boolean isKept(Schema schema, Table table) {
        if (table.primaryKey().deletes() != Deletes.DELETE_WINS) {
            return true;
        }
        for (Table child : schema.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                boolean resurrects = key.orphans() == Orphans.RESURRECT_PARENT;
                if (resurrects && Names.equal(key.parentTable(), table.name())) {
                    return true;
                }
            }
        }
        return false;
    }
}
