package dev.syncdb.server.space;

import dev.syncdb.merge.MergeRules;

/**
 * What all spaces of a server have in common.
 *
 * @param schema which tables they have; a newer version may come at any time
 * @param signer signs the cursors that clients hold
 * @param merging the application's merge functions
 */
public record Rules(CurrentSchema schema, CursorSigner signer, Limits limits, MergeRules merging) {
    /** Rules of which the schema is the first. */
    public static Rules of(
            ServedSchema schema, CursorSigner signer, Limits limits, MergeRules merging) {
        return new Rules(new CurrentSchema(schema), signer, limits, merging);
    }

    /** The present schema. */
    ServedSchema served() {
        return schema.get();
    }
}
