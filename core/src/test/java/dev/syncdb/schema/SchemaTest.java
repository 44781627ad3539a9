package dev.syncdb.schema;

import static dev.syncdb.schema.TestTables.column;
import static dev.syncdb.schema.TestTables.index;
import static dev.syncdb.schema.TestTables.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.clock.Environment;
import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.value.Collation;
import dev.syncdb.value.Key;
import dev.syncdb.value.Row;
import dev.syncdb.value.Value;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class SchemaTest {
    private static final String BY_TITLE = "CREATE INDEX by_title ON tasks(title)";

    private final Table tasks = table("Tasks", column("id", "INTEGER"), column("Title", "TEXT"));
    private final Table notes = table("notes", column("id", "UUID"));

    @Test
    void theCaseOfAsciiLettersDoesNotCountInNames() {
        Schema schema = Schema.EMPTY.with(tasks.with(index("By_Title", "tasks", BY_TITLE)));
        assertNotNull(schema.find("TASKS"));
        assertNotNull(schema.findIndex("by_TITLE"));
        assertNull(schema.findIndex("by_date"));
        assertEquals(1, schema.table("tasks").indexOf("TITLE"));
        assertEquals(1, schema.table("tasks").position("title"));
        assertNull(schema.without("tAsKs").find("Tasks"));
        assertTrue(Names.equal("ROWID", "rowid"));
        assertFalse(Names.equal("\u00C4", "\u00E4"), "only ASCII");
        assertFalse(Names.equal("a", "ab"));
    }

    @Test
    void aTableOfTheSameNameTakesThePlaceOfTheOneBefore() {
        Table other = table("TASKS", column("id", "TEXT"));
        Schema schema = Schema.EMPTY.with(tasks).with(notes).with(other);
        assertEquals(List.of(other, notes), new ArrayList<>(schema.tables()));
        assertNotNull(Schema.EMPTY.with(tasks).find("tasks"));
        assertNull(Schema.EMPTY.find("tasks"), "a schema does not change");
    }

    @Test
    void whatIsNotThereIsNamed() {
        Incorrect noTable = assertThrows(Incorrect.class, () -> Schema.EMPTY.table("ghosts"));
        assertEquals(ErrorCode.UNKNOWN_TABLE, noTable.code());
        assertEquals("ghosts", noTable.table());
        Incorrect noColumn = assertThrows(Incorrect.class, () -> tasks.position("ghost"));
        assertEquals(ErrorCode.UNKNOWN_COLUMN, noColumn.code());
        assertEquals("ghost", noColumn.column());
        assertEquals(-1, tasks.indexOf("ghost"));
    }

    @Test
    void theScriptHasTablesThenTheirCreatedIndexesAndNothingOfOurs() {
        Schema schema = Schema.EMPTY
                .with(table("syncdb_clients", column("id", "INTEGER")))
                .with(tasks.with(index("unique_1", "tasks", null))
                        .with(index("by_title", "tasks", BY_TITLE)))
                .with(table("SQLITE_sequence", column("name", "TEXT")))
                .with(notes);
        assertEquals(List.of(tasks.sql(), BY_TITLE, notes.sql()), schema.script());
        assertTrue(Schema.isInternal("SyncDB_x"));
        assertFalse(Schema.isInternal("my_syncdb_x"));
    }

    @Test
    void theHashIsThatOfTheScript() {
        Schema schema = Schema.EMPTY.with(tasks).with(notes);
        assertEquals(schema.hash(), Schema.EMPTY.with(tasks).with(notes).hash());
        assertEquals(
                schema.hash(),
                schema.with(table("syncdb_lines", column("id", "INTEGER"))).hash(),
                "our own tables do not count");
        assertNotEquals(
                schema.hash(), Schema.EMPTY.with(notes).with(tasks).hash(), "the order does");
        assertNotEquals(schema.hash(), Schema.EMPTY.with(tasks).hash());
        assertNotEquals(0, Schema.EMPTY.hash(), "0 stands for no schema at all");
        assertEquals(0xe3b0c44298fc1c14L, Schema.EMPTY.hash(), "SHA-256 of nothing");
    }

    @Test
    void anIndexComesAndGoes() {
        Table indexed = tasks.with(index("by_title", "tasks", BY_TITLE));
        assertEquals(1, indexed.indexes().size());
        assertEquals(tasks, indexed.withoutIndex("BY_TITLE"));
        assertEquals(indexed, indexed.withoutIndex("other"));
    }

    @Test
    void theKeyOfARowIsInKeyOrderAndFolded() {
        Table table = table(
                "t",
                List.of(2, 0),
                column("a", "REAL"),
                column("b", "TEXT"),
                column("c", "TEXT", Collation.NOCASE));
        Row row = Row.of(Value.of(2.0), Value.of("B"), Value.of("C"));
        assertEquals(new Key(Row.of(Value.of("c"), Value.of(2))), table.keyOf(row));
    }

    @Test
    void aTableHasAtMost2000Columns() {
        Column column = column("c", "TEXT");
        Column[] most = Collections.nCopies(Table.COLUMNS_MAX, column).toArray(new Column[0]);
        assertEquals(Table.COLUMNS_MAX, table("wide", most).columns().size());
        Column[] more = Collections.nCopies(Table.COLUMNS_MAX + 1, column).toArray(new Column[0]);
        Incorrect refused = assertThrows(Incorrect.class, () -> table("wide", more));
        assertEquals(ErrorCode.LIMIT, refused.code());
        assertEquals("table wide has 2001 columns; at most 2000", refused.getMessage());
    }

    @Test
    void listsOfAConstraintAreItsOwn() {
        List<Integer> columns = new ArrayList<>(List.of(1));
        ForeignKey.Action action = ForeignKey.Action.CASCADE;
        ForeignKey key = new ForeignKey(
                columns,
                "notes",
                List.of(),
                action,
                action,
                false,
                ForeignKey.Orphans.REJECT,
                false);
        columns.clear();
        assertEquals(List.of(1), key.columns());
        assertSame(action, key.onDelete());
    }

    @Test
    void aCheckIsCalledByItsNameOrElseByItsText() {
        Formula positive = new Formula() {
            @Override
            public String sql() {
                return "id > 0";
            }

            @Override
            public Value evaluate(Row row, Environment environment) {
                return Value.of(row.at(0).asLong() > 0);
            }
        };
        assertEquals("sane", new Check("sane", null, positive).label());
        assertEquals("id > 0", new Check(null, "id", positive).label());
    }
}
