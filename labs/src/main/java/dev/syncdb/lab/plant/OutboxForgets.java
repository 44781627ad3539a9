package dev.syncdb.lab.plant;

import dev.syncdb.journal.Disk;
import dev.syncdb.testkit.fault.Sabotage;

/** An outbox that promises without forcing: a phone that loses power forgets what was pending. */
final class OutboxForgets implements Sabotage {
    @Override
    public Disk phoneDisk(Disk real) {
        return new ForgetfulDisk(real, name -> name.startsWith("outbox-") && name.endsWith(".log"));
    }
}
