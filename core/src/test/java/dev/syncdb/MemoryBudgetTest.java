package dev.syncdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.FileDisk;
import dev.syncdb.store.MemoryReport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** A database that is allowed little memory. */
class MemoryBudgetTest {
    private static final int BUDGET = 1 << 18;

    private static Database open(Path folder, long memoryBytesMax) {
        DatabaseOptions options = DatabaseOptions.standard().withMemory(memoryBytesMax);
        return Database.open(new FileDisk(folder), options);
    }

    private static void fill(Session session, int from, int to) {
        StringBuilder insert = new StringBuilder("INSERT INTO notes VALUES ");
        for (int i = from; i < to; i++) {
            insert.append(i == from ? "(" : ", (").append(i).append(", 'a note')");
        }
        session.execute(insert.toString());
    }

    private static void fill(Database database, int rows) {
        try (Session session = database.session()) {
            for (int i = 0; i < rows; i += 500) {
                fill(session, i, i + 500);
            }
        }
    }

    private static long count(Database database) {
        return database.query("SELECT count(*) FROM notes").toList().get(0).longAt(0);
    }

    @Test
    void aStatementThatPassesTheBudgetLeavesNothingBehind() {
        Database database = Database.inMemory(DatabaseOptions.standard().withMemory(BUDGET));
        database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
        fill(database, 500);
        try (Session session = database.session()) {
            session.execute("BEGIN");
            session.execute("DELETE FROM notes WHERE id < 100");
            Retryable refused = assertThrows(Retryable.class, () -> fill(session, 1_000, 8_000));
            assertEquals(ErrorCode.MEMORY_BUDGET, refused.code());
            assertTrue(refused.getMessage().contains("table notes"), refused.getMessage());
            session.execute("COMMIT");
        }
        assertEquals(400, count(database), "the statement before it stays");
        database.execute("INSERT INTO notes VALUES (1, 'there is room')");
        MemoryReport report = database.memory();
        assertEquals(BUDGET, report.budgetBytesMax());
        assertTrue(report.totalBytes() < BUDGET, report.toString());
        assertEquals(List.of(), database.check());
    }

    @Test
    void whatWasWrittenOnceOpensUnderASmallerBudget(@TempDir Path folder) {
        try (Database database = open(folder, 0)) {
            database.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
            fill(database, 10_000);
        }
        try (Database database = open(folder, BUDGET)) {
            assertEquals(10_000, count(database));
            assertTrue(database.memory().totalBytes() > BUDGET);
            String update = "UPDATE notes SET text = 'x' WHERE id = 3";
            assertThrows(Retryable.class, () -> database.execute(update));
            database.execute("DELETE FROM notes WHERE id >= 1000");
            database.execute(update);
            assertEquals(1_000, count(database));
            assertEquals(List.of(), database.check());
        }
    }
}
