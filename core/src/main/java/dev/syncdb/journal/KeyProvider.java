package dev.syncdb.journal;

import org.jspecify.annotations.Nullable;

/**
 * The port to the keys of an encrypted journal, such as a key store of the platform. Several
 * threads may call it at once.
 *
 * <p>A new file is encrypted with the current key, and every file says, in the clear, under which
 * id its key is known. So a new key takes over with the next files, and an old one is needed as
 * long as there is a file that names it; {@link Journal#encrypt} rewrites those.
 *
 * <p>Hidden are the bodies of records. How many there are, how long and how old shows, and so do
 * the names of files and journals. Without the key nobody can change a record, make one, or put one
 * in another place, and it is noticed when one is missing. What files alone cannot show is that all
 * of them, or the newest ones, were put back to what they were earlier: whoever fears that compares
 * {@link Journal#last} with a number kept elsewhere.
 */
public interface KeyProvider {
    /** Bytes of a key. */
    int KEY_BYTES = 32;

    /** Most UTF-8 bytes of an id, which must fit into the header of a file. */
    int ID_BYTES_MAX = 64;

    /** The id of the key for new files. Ids are no secret. */
    String currentId();

    /**
     * A copy of the key of that id, {@value #KEY_BYTES} bytes that the caller overwrites when it is
     * done; null if there is none.
     */
    byte @Nullable [] key(String id);

    /** Fills {@code target} with bytes that nobody can foresee and that never come again. */
    void random(byte[] target);
}
