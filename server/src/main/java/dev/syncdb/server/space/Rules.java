package dev.syncdb.server.space;

import dev.syncdb.merge.MergeRules;

/**
 * What all spaces of a server have in common.
 *
 * @param schema the script that makes the tables of a new space
 * @param signer signs the cursors that clients hold
 * @param merging the application's merge functions
 */
public record Rules(String schema, CursorSigner signer, Limits limits, MergeRules merging) {}
