package dev.syncdb.journal;

import java.util.ArrayList;
import java.util.List;

/** Puts damaged files out of the way, under names of their own. Used for one repair. */
final class SetAside {
    private static final String DAMAGED = ".damaged";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Disk disk;
    private final List<String> names = new ArrayList<>();

    SetAside(Disk disk) {
        this.disk = disk;
    }

    /** The new names, in the order of setting aside. */
    List<String> names() {
        return names;
    }

    /** Gives the file another name, durably. */
    void move(String file) {
        String aside = freeName(file);
        disk.rename(file, aside);
        disk.syncDirectory();
        names.add(aside);
    }

    /** Copies the file, durably; for one that is replaced in one step. */
    void copy(String file) {
        String aside = freeName(file);
        try (DiskFile from = disk.open(file);
                DiskFile to = disk.open(aside)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long at = 0;
            for (int read = from.read(0, buffer, 0, buffer.length); read > 0; ) {
                to.write(at, buffer, 0, read);
                at += read;
                read = from.read(at, buffer, 0, buffer.length);
            }
            to.force();
        }
        disk.syncDirectory();
        names.add(aside);
    }

    private String freeName(String file) {
        String aside = file + DAMAGED;
        for (int i = 2; disk.exists(aside); i++) {
            aside = file + DAMAGED + i;
        }
        return aside;
    }
}
