package dev.syncdb.server;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A disk that refuses to force files whose names begin as told. */
final class FailingDisk implements Disk {
    String refused = "none";

    private final Disk disk;
    private final FailingDisk parent;
    private final Map<String, FailingDisk> folders = new TreeMap<>();

    FailingDisk(Disk disk) {
        this.disk = disk;
        this.parent = this;
    }

    private FailingDisk(Disk disk, FailingDisk parent) {
        this.disk = disk;
        this.parent = parent;
    }

    @Override
    public DiskFile open(String name) {
        return new FailingFile(name, disk.open(name));
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
        return folders.computeIfAbsent(name, each -> new FailingDisk(disk.folder(each), parent));
    }

    private final class FailingFile implements DiskFile {
        private final String name;
        private final DiskFile file;

        FailingFile(String name, DiskFile file) {
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
            file.write(position, source, offset, count);
        }

        @Override
        public void force() {
            if (name.startsWith(parent.refused)) {
                throw new Retryable(ErrorCode.IO, "disk full: " + name, 0);
            }
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
