package dev.syncdb.sync.message;

/**
 * Which schema somebody has.
 *
 * @param version the number of the version that was declared; {@link #UNDECLARED} for who takes
 *     whatever tables there are
 * @param hash of the tables, see {@link dev.syncdb.schema.Schema#hash}; 0 for none
 */
public record SchemaTag(int version, long hash) {
    /** Versions are numbered from 1. */
    public static final int UNDECLARED = 0;

    /** No tables, and none declared. */
    public static final SchemaTag NONE = new SchemaTag(UNDECLARED, 0);

    /** Tables that nobody declared to be a version. */
    public static SchemaTag undeclared(long hash) {
        return new SchemaTag(UNDECLARED, hash);
    }

    /** The same version with other tables. */
    public SchemaTag with(long otherHash) {
        return new SchemaTag(version, otherHash);
    }
}
