package dev.syncdb.client.replica;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incompatible;
import dev.syncdb.schema.Schema;

import java.util.ArrayList;
import java.util.List;

/** What a server's schema has that a replica's has not. Stateless. */
final class SchemaAdditions {
    private SchemaAdditions() {}

    /**
     * The statements to run, in order.
     *
     * @param script all statements of the server's schema; none if it is the same
     * @throws Incompatible SCHEMA if the replica has a table or index that the server's schema does
     *     not have like that
     */
    static List<String> of(Schema schema, List<String> script) {
        if (script.isEmpty()) {
            return List.of();
        }
        List<String> have = schema.script();
        for (String statement : have) {
            if (!script.contains(statement)) {
                throw new Incompatible(
                        ErrorCode.SCHEMA,
                        "the server's schema, which no longer has [" + statement + "],",
                        script.size(),
                        have.size(),
                        have.size());
            }
        }
        List<String> additions = new ArrayList<>(script);
        additions.removeAll(have);
        return additions;
    }
}
