package dev.syncdb.client;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Retryable;
import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import java.util.List;

/** A disk that refuses to write files whose names begin in one way, as long as a test says so. */
public final class BrittleDisk implements Disk {
    private final Disk disk;

    /** What the names of refused files begin with. */
    public String refused = "nothing";

    /** What the names of files begin with that can be written, but not forced. */
    public String unforced = "nothing";

    public BrittleDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public DiskFile open(String name) {
        return new BrittleFile(name, disk.open(name));
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

    private final class BrittleFile implements DiskFile {
        private final String name;
        private final DiskFile file;

        BrittleFile(String name, DiskFile file) {
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
            if (name.startsWith(refused)) {
                throw new Retryable(ErrorCode.IO, "cannot write " + name + ": disk full", 0);
            }
            file.write(position, source, offset, count);
        }

        @Override
        public void force() {
            if (name.startsWith(unforced)) {
                throw new Retryable(ErrorCode.IO, "cannot force " + name + ": disk full", 0);
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
