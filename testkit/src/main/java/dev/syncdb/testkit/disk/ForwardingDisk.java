package dev.syncdb.testkit.disk;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;

import java.util.List;

/**
 * A disk that passes every call on to another one. Whoever makes a disk behave differently
 * overrides what is different, and says with {@link #opened} which files are in its way. Lives as
 * long as the disk behind it, and is as safe with threads.
 *
 * <p>A folder inside is that of the disk behind, without anything of this one: override
 * {@link #folder} if it shall behave in the same way.
 */
public class ForwardingDisk implements Disk {
    private final Disk disk;

    public ForwardingDisk(Disk disk) {
        this.disk = disk;
    }

    /** The file to give to who opened {@code name}: {@code file} itself, or one around it. */
    protected DiskFile opened(String name, DiskFile file) {
        return file;
    }

    @Override
    public final DiskFile open(String name) {
        return opened(name, disk.open(name));
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
}
