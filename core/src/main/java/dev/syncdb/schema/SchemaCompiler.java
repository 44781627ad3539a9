package dev.syncdb.schema;

/**
 * Turns a statement of the data definition language into a change of the schema. The port through
 * which the store, which knows no SQL, takes in CREATE, ALTER and DROP. Pure.
 */
public interface SchemaCompiler {
    /**
     * What the statement makes of a schema.
     *
     * @param sql one CREATE, ALTER or DROP statement
     */
    SchemaChange change(Schema before, String sql);

    /** The schema after the statement. */
    default Schema apply(Schema before, String sql) {
        return change(before, sql).schema();
    }
}
