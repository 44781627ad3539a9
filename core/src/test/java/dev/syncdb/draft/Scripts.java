package dev.syncdb.draft;

import dev.syncdb.oracle.Sqlite;
import dev.syncdb.schema.Schema;
import dev.syncdb.sql.plan.SchemaDefinition;
import dev.syncdb.sql.syntax.Script;

/** Scripts of CREATE TABLE and CREATE INDEX, and what they make. */
final class Scripts {
    private Scripts() {}

    static Schema schema(String script) {
        Schema schema = Schema.EMPTY;
        Script statements = Script.of(script);
        while (statements.hasNext()) {
            schema = new SchemaDefinition().apply(schema, statements.next().text());
        }
        return schema;
    }

    /** The schema that a database of SQLite has, by its own account. */
    static Schema schema(Sqlite database) {
        StringBuilder script = new StringBuilder();
        database.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE"
                        + " 'sqlite_%' ORDER BY type = 'index', rowid")
                .forEach(row -> script.append(row.at(0).asText()).append(";\n"));
        return schema(script.toString());
    }
}
