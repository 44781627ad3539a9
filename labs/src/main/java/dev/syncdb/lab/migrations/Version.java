package dev.syncdb.lab.migrations;

import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;

import java.util.List;

/**
 * One version of a database's schema. Immutable.
 *
 * @param statements CREATE TABLE and CREATE INDEX, without semicolons
 * @param schema what they make
 */
public record Version(int number, List<String> statements, Schema schema) {
    public Version {
        statements = List.copyOf(statements);
    }

    /** The version that these statements make. Fails with Incorrect if they do not compile. */
    public static Version of(int number, List<String> statements) {
        Schema schema = Schema.EMPTY;
        for (String statement : statements) {
            schema = new SchemaDefinition().apply(schema, statement);
        }
        return new Version(number, statements, schema);
    }

    /** The statements as one script. */
    public String script() {
        return String.join(";\n", statements) + ";\n";
    }
}
