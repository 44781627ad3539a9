package dev.syncdb.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.Database;
import dev.syncdb.Rows;
import dev.syncdb.Session;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Row;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.util.List;

/**
 * A session with each of the two databases. They are told the same, transactions included, and must
 * come to the same: the same rows, or a refusal for the same kind of reason.
 */
final class TwinSessions implements AutoCloseable {
    /** Why a statement was refused, as far as both tell. */
    private enum Refusal {
        NOT_NULL,
        CHECK,
        UNIQUE,
        FOREIGN_KEY,
        TYPE,
        OTHER;

        static Refusal of(ErrorCode code) {
            return switch (code) {
                case NOT_NULL -> NOT_NULL;
                case CHECK -> CHECK;
                case UNIQUE, PRIMARY_KEY -> UNIQUE;
                case FOREIGN_KEY -> FOREIGN_KEY;
                case WRONG_TYPE -> TYPE;
                default -> OTHER;
            };
        }

        static Refusal of(SQLiteErrorCode code) {
            return switch (code) {
                case SQLITE_CONSTRAINT_NOTNULL -> NOT_NULL;
                case SQLITE_CONSTRAINT_CHECK -> CHECK;
                case SQLITE_CONSTRAINT_UNIQUE -> UNIQUE;
                case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> UNIQUE;
                // RESTRICT is a trigger to SQLite.
                case SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_TRIGGER -> FOREIGN_KEY;
                case SQLITE_MISMATCH, SQLITE_CONSTRAINT_DATATYPE -> TYPE;
                default -> OTHER;
            };
        }
    }

    private final Database database = Database.inMemory();
    private final Session ours = database.session();
    private final Sqlite sqlite = new Sqlite();

    TwinSessions() {
        sqlite.query("PRAGMA foreign_keys = ON");
    }

    /** Runs one statement on both. Returns the rows that both returned, or null for a refusal. */
    List<String> run(String sql) {
        String expected;
        List<String> returned = null;
        try {
            returned = Twins.sorted(sqlite.query(sql));
            expected = returned.toString();
        } catch (IllegalStateException refused) {
            SQLiteException cause = (SQLiteException) refused.getCause();
            expected = Refusal.of(cause.getResultCode()) + "";
        }
        String found;
        String message = "";
        try (Rows rows = ours.query(sql)) {
            found = Twins.sorted(rows.toList()).toString();
        } catch (Incorrect refused) {
            found = Refusal.of(refused.code()) + "";
            message = ": " + refused.getMessage();
        }
        if (!isEither(expected, found)) {
            assertEquals(expected, found, sql + message);
        }
        return returned;
    }

    /** A row that is of a wrong type and breaks a rule may be refused for the one or the other. */
    private static boolean isEither(String expected, String found) {
        List<String> either = List.of(expected, found);
        return either.contains("TYPE")
                && (either.contains("NOT_NULL")
                        || either.contains("CHECK")
                        || either.contains("UNIQUE"));
    }

    /** Both hold the same in that table. */
    void same(String table) {
        String sql = "SELECT * FROM " + table;
        List<Row> found = ours.query(sql).toList();
        assertEquals(Twins.sorted(sqlite.query(sql)), Twins.sorted(found), table);
    }

    /** Ends the transaction that may be open, and looks whether all is sound. */
    void finish() {
        if (ours.inTransaction()) {
            run("ROLLBACK");
        }
        assertEquals(List.of(), database.check(), "the database is sound");
    }

    @Override
    public void close() {
        ours.close();
        database.close();
        sqlite.close();
    }
}
