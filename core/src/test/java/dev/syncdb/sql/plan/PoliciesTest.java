package dev.syncdb.sql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;
import dev.syncdb.schema.ForeignKey;
import dev.syncdb.schema.ForeignKey.Orphans;
import dev.syncdb.schema.Index;
import dev.syncdb.schema.PrimaryKey;
import dev.syncdb.schema.Schema;
import dev.syncdb.schema.Table;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Policies are names of constraints. */
class PoliciesTest {
    @Test
    void thePolicyIsTheNameOfTheConstraintThatItIsAbout() {
        Table nodes = table("""
                id UUID CONSTRAINT sync_update_wins CONSTRAINT sync_merge_rows PRIMARY KEY,
                parent UUID CONSTRAINT SYNC_TREE CONSTRAINT sync_set_null REFERENCES t(id),
                list UUID CONSTRAINT sync_resurrect_parent REFERENCES lists(id),
                box UUID,
                name TEXT CONSTRAINT sync_rewrite UNIQUE,
                CONSTRAINT sync_merge_rows UNIQUE (name, list),
                CONSTRAINT sync_cascade FOREIGN KEY (box) REFERENCES boxes (id)
                """);
        assertEquals(PrimaryKey.Deletes.UPDATE_WINS, nodes.primaryKey().deletes());
        assertTrue(nodes.primaryKey().mergesInserts());
        assertEquals(Index.Clashes.REWRITE, nodes.indexes().get(0).clashes());
        assertEquals(Index.Clashes.MERGE_ROWS, nodes.indexes().get(1).clashes());
        assertEquals(Orphans.SET_NULL, nodes.foreignKeys().get(0).orphans());
        assertTrue(nodes.foreignKeys().get(0).tree());
        assertEquals(Orphans.RESURRECT_PARENT, nodes.foreignKeys().get(1).orphans());
        assertFalse(nodes.foreignKeys().get(1).tree());
        assertEquals(Orphans.CASCADE, nodes.foreignKeys().get(2).orphans());
    }

    @Test
    void otherNamesSayNothing() {
        Table plain = table("""
                id INTEGER CONSTRAINT synced PRIMARY KEY,
                p INT CONSTRAINT no_sync_tree REFERENCES t CONSTRAINT later CHECK (p > 0),
                n TEXT CONSTRAINT sync CONSTRAINT b UNIQUE,
                CONSTRAINT of_nothing
                """);
        assertEquals(new PrimaryKey(List.of(0), true, false), plain.primaryKey());
        ForeignKey reference = plain.foreignKeys().get(0);
        assertEquals(Orphans.REJECT, reference.orphans());
        assertFalse(reference.tree());
        assertEquals(Index.Clashes.REJECT, plain.indexes().get(0).clashes());
        assertEquals("later", plain.checks().get(0).name());
    }

    @Test
    void whatIsThereByDefaultMayBeSaid() {
        Table table = table("id INT CONSTRAINT sync_delete_wins CONSTRAINT sync_reject PRIMARY KEY,"
                + " n INT CONSTRAINT sync_reject CONSTRAINT sync_reject UNIQUE,"
                + " p INT CONSTRAINT sync_reject REFERENCES q");
        assertEquals(PrimaryKey.Deletes.DELETE_WINS, table.primaryKey().deletes());
        assertFalse(table.primaryKey().mergesInserts());
    }

    @Test
    void aPolicyThatIsNoneIsRefusedWithItsPlace() {
        refused("a INT CONSTRAINT sync_mergerows UNIQUE", "sync_mergerows is no policy for UNIQUE");
        refused("a INT CONSTRAINT sync_tree PRIMARY KEY", "no policy for PRIMARY KEY");
        refused("a INT CONSTRAINT sync_rewrite PRIMARY KEY", "no policy for PRIMARY KEY");
        refused("a INT CONSTRAINT sync_update_wins REFERENCES p", "no policy for FOREIGN KEY");
        refused("a INT CONSTRAINT sync_manual CHECK (a > 0)", "no policy for CHECK");
        refused("a INT CONSTRAINT sync_manual NOT NULL", "no policy for NOT NULL");
        refused("a INT CONSTRAINT sync_manual DEFAULT 3", "no policy for nothing");
        refused("a INT CONSTRAINT sync_manual", "no policy for nothing");
        refused("a INT, CONSTRAINT sync_tree", "no policy for nothing");
    }

    @Test
    void policiesThatContradictAreRefused() {
        String two = "CONSTRAINT sync_update_wins CONSTRAINT sync_manual PRIMARY KEY";
        refused("a INT " + two, "sync_manual contradicts");
        refused(
                "a TEXT CONSTRAINT sync_reject CONSTRAINT sync_rewrite UNIQUE",
                "sync_rewrite contradicts");
        refused(
                "a INT CONSTRAINT sync_cascade CONSTRAINT sync_set_null REFERENCES p",
                "sync_set_null contradicts");
    }

    @Test
    void policiesThatDoNotFitAreRefused() {
        refused("a INT CONSTRAINT sync_rewrite UNIQUE", "one column of type TEXT");
        refused("a TEXT, b TEXT, CONSTRAINT sync_rewrite UNIQUE (a, b)", "one column of type TEXT");
        refused("a TEXT AS ('x') CONSTRAINT sync_rewrite UNIQUE, b", "one column of type TEXT");
        refused("a INT CONSTRAINT sync_tree REFERENCES p", "a reference of a table to itself");
        refused("a INT NOT NULL CONSTRAINT sync_set_null REFERENCES p", "may be set to NULL");
        refused("a INT PRIMARY KEY CONSTRAINT sync_set_null REFERENCES p", "sync_set_null");
        refused("a INT PRIMARY KEY CONSTRAINT sync_merge_rows UNIQUE", "decides nothing");
    }

    private static Table table(String columns) {
        return new SchemaDefinition()
                .apply(Schema.EMPTY, "CREATE TABLE t (" + columns + ")")
                .table("t");
    }

    private static void refused(String columns, String reason) {
        Incorrect refused = assertThrows(Incorrect.class, () -> table(columns), columns);
        assertEquals(ErrorCode.SCHEMA, refused.code());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(reason) && message.contains("column "), message);
    }
}
