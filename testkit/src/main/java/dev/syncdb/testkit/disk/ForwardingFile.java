package dev.syncdb.testkit.disk;

import dev.syncdb.journal.DiskFile;

/**
 * An open file that passes every call on to another one; override what shall be different. Lives
 * until it is closed, with the one behind it.
 */
public class ForwardingFile implements DiskFile {
    private final DiskFile file;

    public ForwardingFile(DiskFile file) {
        this.file = file;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public int read(long position, byte[] target, int offset, int count) {
        return file.read(position, target, offset, count);
    }

    @Override
    public void write(long position, byte[] source, int offset, int count) {
        file.write(position, source, offset, count);
    }

    @Override
    public void force() {
        file.force();
    }

    @Override
    public void truncate(long size) {
        file.truncate(size);
    }

    @Override
    public void close() {
        file.close();
    }
}
