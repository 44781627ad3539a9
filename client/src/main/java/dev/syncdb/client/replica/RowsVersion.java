package dev.syncdb.client.replica;

import dev.syncdb.sync.pull.Pull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Of which version of the app's schema the rows of a replica are, and what an upgrade has left to
 * be done. Stands in the replica's journal, so that it changes with the rows. Immutable.
 *
 * @param number of the version
 * @param upgradedFrom the oldest version from which rows were brought here since a pull was last
 *     complete; {@link Pull#WHOLE} if they lack nothing
 * @param forms what pending transactions of older versions are in the words of this one, by their
 *     nonces, which they keep whatever their numbers become
 */
record RowsVersion(int number, int upgradedFrom, Map<Integer, Form> forms) {
    RowsVersion {
        forms = Map.copyOf(forms);
    }

    /** Rows that the server told in the words of a version. */
    static RowsVersion of(int number) {
        return new RowsVersion(number, Pull.WHOLE, Map.of());
    }

    /** The same rows, which lack what versions above {@code older} have. */
    RowsVersion upgradedFrom(int older) {
        return new RowsVersion(number, older, forms);
    }

    /** The same without forms of other transactions than those. */
    RowsVersion keeping(Set<Integer> nonces) {
        Map<Integer, Form> kept = new HashMap<>(forms);
        kept.keySet().retainAll(nonces);
        return new RowsVersion(number, upgradedFrom, kept);
    }
}
