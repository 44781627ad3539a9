package dev.syncdb.lab.plant;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.Incompatible;
import dev.syncdb.sync.encoding.RequestCodec;
import dev.syncdb.value.Bytes;

/** Whose request it is. Stateless. */
final class Secrets {
    private Secrets() {}

    /** The secret in a request, or {@code otherwise} if it is damaged. */
    static Bytes of(byte[] request, Bytes otherwise) {
        try {
            return RequestCodec.isBrief(request)
                    ? otherwise
                    : RequestCodec.decode(request).secret();
        } catch (Corrupt | Incompatible damaged) {
            return otherwise;
        }
    }
}
