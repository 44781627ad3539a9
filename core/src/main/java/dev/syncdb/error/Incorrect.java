package dev.syncdb.error;

import org.jspecify.annotations.Nullable;

/**
 * The call is wrong and will be wrong again. Fix the call. Names the table and column where one is
 * to blame.
 */
public final class Incorrect extends SyncDbException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String table;
    private final @Nullable String column;

    public Incorrect(ErrorCode code, String message) {
        super(code, message);
        this.table = null;
        this.column = null;
    }

    private Incorrect(
            ErrorCode code, String message, @Nullable String table, @Nullable String column) {
        super(code, message);
        this.table = table;
        this.column = column;
    }

    /** A failure that is to be blamed on one column, or on a table when {@code column} is null. */
    public static Incorrect at(
            ErrorCode code, String message, String table, @Nullable String column) {
        return new Incorrect(code, message, table, column);
    }

    /** The table to blame, or null where none is. */
    public @Nullable String table() {
        return table;
    }

    /** The column to blame, or null where none is. */
    public @Nullable String column() {
        return column;
    }
}
