package dev.syncdb.journal;

/**
 * An open file of a {@link Disk}, without a position of its own. Lives until it is closed. One
 * thread at a time uses it, but that {@link #force} may run while another one writes.
 *
 * <p>What is written can be read at once, by everybody, and survives the end of the process; only
 * {@link #force} makes it survive the end of the machine. Before that, each sector holds any of the
 * contents it has had since the last force. A failed write may have written some of its bytes; a
 * failed force may have made some of them durable, and a later one that succeeds says nothing about
 * them.
 */
public interface DiskFile extends AutoCloseable {
    /** Its size in bytes. */
    long size();

    /** Reads up to {@code count} bytes, fewer only at the end of the file; returns how many. */
    int read(long position, byte[] target, int offset, int count);

    /**
     * Writes all {@code count} bytes; a gap between the end of the file and {@code position} reads
     * as zeros.
     */
    void write(long position, byte[] source, int offset, int count);

    /**
     * Returns once all that was written before the call will survive a crash, with as much metadata
     * as reading it takes.
     */
    void force();

    /** Cuts the file down to {@code size} bytes, or extends it with zeros. */
    void truncate(long size);

    /** Closes the file and forces nothing. */
    @Override
    void close();
}
