package dev.syncdb.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a statement of the data definition language made of a schema.
 *
 * @param schema as it is now; the very same as before if the statement had nothing to do
 * @param alteration which table was altered, or null if the statement was no ALTER
 */
public record SchemaChange(Schema schema, @Nullable Alteration alteration) {
    /** What CREATE or DROP made. */
    public static SchemaChange to(Schema schema) {
        return new SchemaChange(schema, null);
    }
}
