package dev.syncdb.lab.engine.measure;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;
import dev.syncdb.testkit.disk.ForwardingDisk;
import dev.syncdb.testkit.disk.ForwardingFile;

import java.util.concurrent.atomic.AtomicLong;

/** A disk that counts what is asked of its files, between {@link #start} and {@link #stop}. */
final class CountingDisk extends ForwardingDisk {
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong forces = new AtomicLong();
    private volatile boolean counting;

    CountingDisk(Disk disk) {
        super(disk);
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
    protected DiskFile opened(String name, DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public void write(long position, byte[] source, int offset, int count) {
                writes.addAndGet(counting ? 1 : 0);
                super.write(position, source, offset, count);
            }

            @Override
            public void force() {
                forces.addAndGet(counting ? 1 : 0);
                super.force();
            }
        };
    }

    @Override
    public Disk folder(String name) {
        throw new UnsupportedOperationException("a database keeps its files in one folder");
    }
}
