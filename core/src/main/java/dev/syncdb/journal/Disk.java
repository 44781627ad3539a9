package dev.syncdb.journal;

import java.util.List;

/**
 * The port to one folder of files. May be called from any thread; its callers see to it that no two
 * of them work on one file at once, but as {@link DiskFile} says.
 *
 * <p>A name is one path element. Until {@link #syncDirectory} returns, a crash may forget that a
 * file was created, renamed or deleted, each on its own and in any order. Every refusal of the
 * device is a {@link dev.syncdb.error.Retryable} with code IO that names the file and the
 * operation.
 */
public interface Disk {
    /** Opens a file for reading and writing; creates it, empty, if there is none. */
    DiskFile open(String name);

    boolean exists(String name);

    /** The names of the files in this folder, sorted; folders are not among them. */
    List<String> list();

    /** Gives a closed file another name, in one step; a closed file of that name is replaced. */
    void rename(String from, String to);

    /** Removes a closed file. */
    void delete(String name);

    /** Returns once every creation, renaming and deletion in this folder will survive a crash. */
    void syncDirectory();

    /**
     * Claims the folder under the file {@code name} until the lock is closed or the process ends.
     *
     * @throws dev.syncdb.error.Contended STORE_IN_USE if it is claimed, by this process or another
     */
    Lock lock(String name);

    /** A folder inside this one; created if there is none. */
    Disk folder(String name);

    /** A claim on a folder. */
    interface Lock extends AutoCloseable {
        /** Gives the claim up. */
        @Override
        void close();
    }
}
