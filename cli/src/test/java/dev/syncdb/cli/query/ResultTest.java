package dev.syncdb.cli.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.syncdb.Database;
import dev.syncdb.Session;
import dev.syncdb.cli.json.Json;
import dev.syncdb.cli.json.JsonReader;
import dev.syncdb.error.Corrupt;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

final class ResultTest {
    @Test
    void whatStatementsAnswerComesBackFromJson() {
        try (Database database = Database.inMemory();
                Session session = database.session()) {
            for (String sql : List.of(
                    "CREATE TABLE t (a INTEGER PRIMARY KEY, b)",
                    "INSERT INTO t VALUES (1, 1), (2, 1.0), (3, x'00'), (4, 'four'), (5, NULL)",
                    "SELECT * FROM t",
                    "UPDATE t SET b = 0 WHERE a > 2",
                    "SELECT b AS \"a \"\"b\" FROM t WHERE a > 99")) {
                Result result = Statements.run(session, sql);
                String json = Json.write(result.toJson());
                assertEquals(result, Result.fromJson(JsonReader.readObject(json)), sql);
            }
            assertEquals(3, Statements.run(session, "DELETE FROM t WHERE a > 2").changed());
            assertEquals(0, Statements.run(session, "DELETE FROM t WHERE a > 2").changed());
            assertEquals(
                    Value.of(2),
                    Statements.run(session, "SELECT count(*) FROM t").single());
        }
    }

    @Test
    void aSingleCellIsNoTable() {
        Row row = Row.of(Value.of(1));

        assertThrows(Corrupt.class, () -> new Result(List.of("a"), List.of(row, row), 0).single());
        assertThrows(Corrupt.class, () -> Result.fromJson(JsonReader.readObject("{\"rows\":1}")));
    }
}
