package dev.syncdb.schema;

/**
 * Turns a statement of the data definition language into a change of the schema. The port through
 * which the store, which knows no SQL, takes in CREATE and DROP. Pure.
 */
public interface SchemaCompiler {
    /**
     * The schema after the statement.
     *
     * @param sql one CREATE or DROP statement
     */
    Schema apply(Schema before, String sql);
}
