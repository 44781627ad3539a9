package dev.syncdb.sync.ledger;

import dev.syncdb.merge.CellVersion;
import dev.syncdb.merge.RowVersions;
import dev.syncdb.schema.Schema;
import dev.syncdb.sync.encoding.HiddenCodec;
import dev.syncdb.value.Bytes;
import dev.syncdb.value.Row;

import java.util.List;

/**
 * The table {@code syncdb_conflicts}, as the server and every phone have it. A phone has the rows
 * of the conflicts in which it is one of the two authors. Its rows have hidden versions as users'
 * rows do; the handle of a record is its id. Stateless.
 */
public final class ConflictTable {
    public static final String NAME = Schema.LEDGER;

    /** The statement that makes it. */
    public static final String DEFINITION = """
            CREATE TABLE syncdb_conflicts (
              id INTEGER PRIMARY KEY,
              kind TEXT NOT NULL,
              table_name TEXT NOT NULL,
              row_key TEXT NOT NULL,
              handle INTEGER,
              column_name TEXT NOT NULL,
              policy TEXT NOT NULL,
              status TEXT NOT NULL,
              base_version INTEGER NOT NULL,
              base_known BOOLEAN NOT NULL,
              base_value BLOB,
              winner TEXT NOT NULL,
              stored_value BLOB,
              stored_by INTEGER NOT NULL,
              stored_subject TEXT,
              stored_version INTEGER NOT NULL,
              stored_millis INTEGER NOT NULL,
              incoming_value BLOB,
              incoming_by INTEGER NOT NULL,
              incoming_subject TEXT,
              incoming_version INTEGER NOT NULL,
              incoming_millis INTEGER NOT NULL,
              claimed_millis INTEGER,
              author_schema INTEGER,
              server_schema INTEGER,
              created_millis INTEGER NOT NULL,
              resolution TEXT,
              resolved_value BLOB,
              resolved_by INTEGER,
              resolved_version INTEGER,
              resolved_millis INTEGER)""";

    public static final int ID = 0;
    public static final int KIND = 1;
    public static final int TABLE_NAME = 2;
    public static final int ROW_KEY = 3;
    public static final int HANDLE = 4;
    public static final int COLUMN_NAME = 5;
    public static final int POLICY = 6;
    public static final int STATUS = 7;
    public static final int BASE_VERSION = 8;
    public static final int BASE_KNOWN = 9;
    public static final int BASE_VALUE = 10;
    public static final int WINNER = 11;
    public static final int STORED_VALUE = 12;
    public static final int STORED_BY = 13;
    public static final int STORED_SUBJECT = 14;
    public static final int STORED_VERSION = 15;
    public static final int STORED_MILLIS = 16;
    public static final int INCOMING_VALUE = 17;
    public static final int INCOMING_BY = 18;
    public static final int INCOMING_SUBJECT = 19;
    public static final int INCOMING_VERSION = 20;
    public static final int INCOMING_MILLIS = 21;
    public static final int CLAIMED_MILLIS = 22;
    public static final int AUTHOR_SCHEMA = 23;
    public static final int SERVER_SCHEMA = 24;
    public static final int CREATED_MILLIS = 25;
    public static final int RESOLUTION = 26;
    public static final int RESOLVED_VALUE = 27;
    public static final int RESOLVED_BY = 28;
    public static final int RESOLVED_VERSION = 29;
    public static final int RESOLVED_MILLIS = 30;

    /** The columns that hold a value of what the conflict is about, or the whole row as a text. */
    public static final List<Integer> VALUES =
            List.of(BASE_VALUE, STORED_VALUE, INCOMING_VALUE, RESOLVED_VALUE);

    /** How many columns it has. */
    public static final int COLUMNS = 31;

    private ConflictTable() {}

    /** True if SQL may change that column: it says what is to become of the conflict. */
    public static boolean isWritable(int column) {
        return column == STATUS || column == RESOLUTION || column == RESOLVED_VALUE;
    }

    /** True if a client wrote one of the two edits of a record. */
    public static boolean concerns(Row record, long client) {
        return client != CellVersion.BACKEND
                && (record.longAt(STORED_BY) == client || record.longAt(INCOMING_BY) == client);
    }

    /**
     * What is hidden with the tombstone of a record: whom it concerned, who are to hear that it is
     * gone.
     *
     * @param author of the deletion
     */
    public static Bytes tombstone(Row record, CellVersion author) {
        RowVersions versions = RowVersions.of(record.longAt(ID), author)
                .written(STORED_BY, by(record.longAt(STORED_BY), author))
                .written(INCOMING_BY, by(record.longAt(INCOMING_BY), author));
        return HiddenCodec.write(versions);
    }

    /** True if a client wrote one of the two edits of the record that left this tombstone. */
    public static boolean concerned(RowVersions tombstone, long client) {
        return client != CellVersion.BACKEND
                && (tombstone.cell(STORED_BY).writer() == client
                        || tombstone.cell(INCOMING_BY).writer() == client);
    }

    private static CellVersion by(long client, CellVersion author) {
        return new CellVersion(author.version(), client, 0);
    }
}
