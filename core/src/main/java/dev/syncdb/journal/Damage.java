package dev.syncdb.journal;

import dev.syncdb.error.Corrupt;
import dev.syncdb.error.SyncDbException;

/**
 * Something that is wrong with a file of a journal.
 *
 * @param file its name
 * @param offset of the first byte that is wrong, counted from 0
 * @param what is wrong
 */
public record Damage(String file, long offset, String what) {
    /** The damage that reading {@code file} failed with. */
    static Damage of(String file, SyncDbException failure) {
        long offset = failure instanceof Corrupt ? ((Corrupt) failure).offset() : 0;
        return new Damage(file, offset, String.valueOf(failure.getMessage()));
    }
}
