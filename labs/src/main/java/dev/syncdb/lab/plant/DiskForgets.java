package dev.syncdb.lab.plant;

import dev.syncdb.journal.Disk;
import dev.syncdb.testkit.fault.Sabotage;

/**
 * A server's disk of which every second force does nothing: what was written is lost in a crash.
 */
final class DiskForgets implements Sabotage {
    private int forces;

    @Override
    public Disk serverDisk(Disk real) {
        return new ForgetfulDisk(real, name -> ++forces % 2 == 0);
    }
}
