package dev.syncdb;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;
import dev.syncdb.journal.FileDisk;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A folder that counts what is done to its files, and tells a test before it does it: on the thread
 * that does it, which the test may hold up or fail.
 */
final class WatchedDisk implements Disk {
    final AtomicLong writes = new AtomicLong();
    final AtomicLong forces = new AtomicLong();

    /** Hear the name of the file. */
    volatile Consumer<String> beforeWrite = name -> {};

    volatile Consumer<String> afterWrite = name -> {};

    volatile Consumer<String> beforeForce = name -> {};

    private final Disk disk;

    WatchedDisk(Path folder) {
        disk = new FileDisk(folder);
    }

    @Override
    public DiskFile open(String name) {
        return new Watched(name, disk.open(name));
    }

    @Override
    public boolean exists(String name) {
        return disk.exists(name);
    }

    @Override
    public List<String> list() {
        return disk.list();
    }

    @Override
    public void rename(String from, String to) {
        disk.rename(from, to);
    }

    @Override
    public void delete(String name) {
        disk.delete(name);
    }

    @Override
    public void syncDirectory() {
        disk.syncDirectory();
    }

    @Override
    public Lock lock(String name) {
        return disk.lock(name);
    }

    @Override
    public Disk folder(String name) {
        return disk.folder(name);
    }

    private final class Watched implements DiskFile {
        private final String name;
        private final DiskFile file;

        Watched(String name, DiskFile file) {
            this.name = name;
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
            beforeWrite.accept(name);
            writes.incrementAndGet();
            file.write(position, source, offset, count);
            afterWrite.accept(name);
        }

        @Override
        public void force() {
            beforeForce.accept(name);
            forces.incrementAndGet();
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
}
