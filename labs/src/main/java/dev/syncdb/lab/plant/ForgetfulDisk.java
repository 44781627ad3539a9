package dev.syncdb.lab.plant;

import dev.syncdb.journal.Disk;
import dev.syncdb.journal.DiskFile;
import dev.syncdb.testkit.disk.ForwardingDisk;
import dev.syncdb.testkit.disk.ForwardingFile;

import java.util.function.Predicate;

/** A disk that says that it forced some of its files, and did not. */
final class ForgetfulDisk extends ForwardingDisk {
    private final Predicate<String> forgotten;

    /** @param forgotten true for the name of a file whose force is passed over; asked each time */
    ForgetfulDisk(Disk real, Predicate<String> forgotten) {
        super(real);
        this.forgotten = forgotten;
    }

    @Override
    protected DiskFile opened(String name, DiskFile file) {
        return new ForwardingFile(file) {
            @Override
            public void force() {
                if (!forgotten.test(name)) {
                    super.force();
                }
            }
        };
    }

    @Override
    public Disk folder(String name) {
        return new ForgetfulDisk(super.folder(name), forgotten);
    }
}
