package dev.syncdb.client.replica;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ExpectedSchemaTest {
    private static final String TASKS = "CREATE TABLE tasks (id TEXT PRIMARY KEY)";
    private static final String NOTES = "CREATE TABLE notes (id TEXT PRIMARY KEY)";

    private final ExpectedSchema expected = new ExpectedSchema();

    @Test
    void whoHasNoTablesSaysSo() {
        assertEquals(0, expected.hash(Schema.EMPTY, List.of()));
    }

    @Test
    void whatWaitsCounts() {
        Schema both = schema(TASKS, NOTES);
        assertEquals(both.hash(), expected.hash(both, List.of()));
        assertEquals(both.hash(), expected.hash(schema(TASKS), List.of(NOTES)));
        assertEquals(both.hash(), expected.hash(Schema.EMPTY, List.of(TASKS, NOTES)));
    }

    @Test
    void whatIsRememberedIsNotTakenForSomethingElse() {
        Schema present = schema(TASKS);
        List<String> waiting = new ArrayList<>();
        assertEquals(present.hash(), expected.hash(present, waiting));
        waiting.add(NOTES);
        long extended = expected.hash(present, waiting);
        assertEquals(schema(TASKS, NOTES).hash(), extended, "more has come to wait");
        assertEquals(extended, expected.hash(present, List.of(NOTES)));
        waiting.clear();
        assertEquals(present.hash(), expected.hash(present, waiting), "it was given up");
        Schema other = schema(NOTES);
        assertEquals(other.hash(), expected.hash(other, List.of()));
        assertNotEquals(present.hash(), other.hash());
    }

    private static Schema schema(String... statements) {
        Schema schema = Schema.EMPTY;
        for (String statement : statements) {
            schema = new SchemaDefinition().apply(schema, statement);
        }
        return schema;
    }
}
