package dev.syncdb.sync.ledger;

import dev.syncdb.merge.CellVersion;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

/** One record of the ledger, read. Immutable. */
final class ConflictEntry {
    private static final String INCOMING = "incoming";

    private final Row row;

    ConflictEntry(Row row) {
        this.row = row;
    }

    long id() {
        return row.longAt(ConflictTable.ID);
    }

    /** True if somebody has said what is to become of it. */
    boolean isSettled() {
        ConflictStatus status = status();
        return status == ConflictStatus.RESOLVED || status == ConflictStatus.DISMISSED;
    }

    /** Null if SQL has written something else there. */
    @Nullable
    ConflictStatus status() {
        return ConflictStatus.of(row.at(ConflictTable.STATUS));
    }

    String table() {
        return row.textAt(ConflictTable.TABLE_NAME);
    }

    Key key() {
        return RowText.parseKey(row.textAt(ConflictTable.ROW_KEY));
    }

    /** The handle of the row; 0 if it is not known. */
    long handle() {
        return row.isNullAt(ConflictTable.HANDLE) ? 0 : row.longAt(ConflictTable.HANDLE);
    }

    /** The name of the column, or "" if it is about the whole row. */
    String column() {
        return row.textAt(ConflictTable.COLUMN_NAME);
    }

    boolean isWholeRow() {
        return column().isEmpty();
    }

    long baseVersion() {
        return row.longAt(ConflictTable.BASE_VERSION);
    }

    /** What the author of the incoming edit had seen; null if that is not known. */
    @Nullable
    Value base() {
        return row.longAt(ConflictTable.BASE_KNOWN) == 0 ? null : row.at(ConflictTable.BASE_VALUE);
    }

    Value stored() {
        return row.at(ConflictTable.STORED_VALUE);
    }

    CellVersion storedAuthor() {
        return new CellVersion(
                row.longAt(ConflictTable.STORED_VERSION),
                row.longAt(ConflictTable.STORED_BY),
                row.longAt(ConflictTable.STORED_MILLIS));
    }

    Value incoming() {
        return row.at(ConflictTable.INCOMING_VALUE);
    }

    CellVersion incomingAuthor() {
        return new CellVersion(
                row.longAt(ConflictTable.INCOMING_VERSION),
                row.longAt(ConflictTable.INCOMING_BY),
                row.longAt(ConflictTable.INCOMING_MILLIS));
    }

    /** The value that gave way. */
    Value loser() {
        return INCOMING.equals(row.textAt(ConflictTable.WINNER)) ? stored() : incoming();
    }
}
