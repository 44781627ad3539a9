package dev.syncdb.server.space;

import dev.syncdb.schema.SchemaCompiler;

/**
 * What all spaces of a server have in common.
 *
 * @param founding makes the tables of a new space
 * @param signer signs the cursors that clients hold
 */
public record Rules(
        SchemaCompiler compiler, Writing<?> founding, CursorSigner signer, Limits limits) {}
