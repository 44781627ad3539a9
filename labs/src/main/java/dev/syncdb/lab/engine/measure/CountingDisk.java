package dev.syncdb.lab.engine.measure;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that counts what is asked of its files, between {@link #start} and {@link #stop}. */
final class CountingDisk implements Disk {
    private final Disk disk;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong forces = new AtomicLong();
    private volatile boolean counting;

    CountingDisk(Disk disk) {
        this.disk = disk;
    }

    void start() {
        counting = true;
    }

    void stop() {
        counting = false;
    }

    long writes() {
        return writes.get();
    }

    long forces() {
        return forces.get();
    }

    @Override
    public DiskFile open(String name) {
        return new CountingFile(disk.open(name));
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
        throw new UnsupportedOperationException("a database keeps its files in one folder");
    }

    private final class CountingFile implements DiskFile {
        private final DiskFile file;

        CountingFile(DiskFile file) {
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
            writes.addAndGet(counting ? 1 : 0);
            file.write(position, source, offset, count);
        }

        @Override
        public void force() {
            forces.addAndGet(counting ? 1 : 0);
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
