package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.syncdb.Database;
import dev.syncdb.change.Cell;
import dev.syncdb.change.Change;
import dev.syncdb.change.Image;
import dev.syncdb.change.RowName;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.List;

class OperationTextTest {
    @Test
    void anInsertThatIsRunAgainLeavesGeneratedColumnsOut() {
        try (Database database = Database.inMemory()) {
            database.execute("CREATE TABLE t (id TEXT PRIMARY KEY, upper AS (upper(id)), n)");
            Row cells = Row.of(Value.of("a"), Value.NULL, Value.of(1));
            Change insert = new Change.Insert(RowName.of("t", Key.of("a")), Image.of(cells));
            String text = OperationText.of(List.of(insert), database.schema());
            assertEquals("INSERT INTO \"t\"(\"id\", \"n\") VALUES ('a', 1);", text);
            database.execute(text);
            assertEquals(
                    List.of(Row.of(Value.of("a"), Value.of("A"), Value.of(1))),
                    database.query("SELECT * FROM t").toList());
        }
    }

    @Test
    void whatIsExpectedCanBeExpectedAgain() {
        try (Database database = Database.inMemory()) {
            database.execute("CREATE TABLE t (id TEXT PRIMARY KEY, n, \"a b\")");
            database.execute("INSERT INTO t VALUES ('x', 1, 2)");
            Change expect = new Change.Expect(
                    RowName.of("t", Key.of("x")),
                    List.of(new Cell(1, null, Value.of(1)), new Cell(2, null, Value.of(2))));
            String text = OperationText.of(List.of(expect), database.schema());
            assertEquals("EXPECT SELECT \"n\", \"a b\" FROM \"t\" WHERE \"id\" = 'x';", text);
            database.execute(text);
        }
    }
}
