package dev.syncdb.lab.plant;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import java.util.List;
import java.util.function.Predicate;

/**
 * A disk that says that it forced some of its files, and did not.
 *
 * @param forgotten true for the name of a file whose force is passed over; asked at each one
 */
record ForgetfulDisk(Disk real, Predicate<String> forgotten) implements Disk {
    @Override
    public DiskFile open(String name) {
        return new File(name, real.open(name));
    }

    @Override
    public boolean exists(String name) {
        return real.exists(name);
    }

    @Override
    public List<String> list() {
        return real.list();
    }

    @Override
    public void rename(String from, String to) {
        real.rename(from, to);
    }

    @Override
    public void delete(String name) {
        real.delete(name);
    }

    @Override
    public void syncDirectory() {
        real.syncDirectory();
    }

    @Override
    public Lock lock(String name) {
        return real.lock(name);
    }

    @Override
    public Disk folder(String name) {
        return new ForgetfulDisk(real.folder(name), forgotten);
    }

    private final class File implements DiskFile {
        private final String name;
        private final DiskFile file;

        File(String name, DiskFile file) {
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
            if (!forgotten.test(name)) {
                file.force();
            }
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
