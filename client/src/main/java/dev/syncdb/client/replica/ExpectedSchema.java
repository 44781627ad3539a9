package dev.syncdb.client.replica;

import dev.syncdb.schema.Schema;
import dev.syncdb.schema.SchemaCompiler;
import dev.syncdb.sql.plan.SchemaDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The hash of the schema that a replica will have once it takes in what waits. Each request tells
 * it, and it hardly ever changes, so the last one is remembered. Confined to the syncing thread.
 */
final class ExpectedSchema {
    private final SchemaCompiler compiler = new SchemaDefinition();
    private @Nullable Schema schema;
    private List<String> additions = List.of();
    private long hash;

    /**
     * The hash of a schema with additions; 0 if there are no tables.
     *
     * @param present the replica's
     * @param waiting statements of the staged pages, in order
     */
    long hash(Schema present, List<String> waiting) {
        if (present != schema || !waiting.equals(additions)) {
            Schema extended = present;
            for (String statement : waiting) {
                extended = compiler.apply(extended, statement);
            }
            hash = extended.script().isEmpty() ? 0 : extended.hash();
            schema = present;
            additions = List.copyOf(waiting);
        }
        return hash;
    }
}
