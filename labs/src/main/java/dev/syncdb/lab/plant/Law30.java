package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.change.RowName;
import dev.syncdb.schema.Schema;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.log.ForgetfulLog;

import java.util.concurrent.atomic.AtomicInteger;

/** A part of a commit counts: the log forgets a change here and there. */
final class Law30 implements Sabotage {
    private static final int CHANGES_BETWEEN = 7;

    private final AtomicInteger changes = new AtomicInteger();

    @Override
    public CommitLog log(CommitLog real) {
        return new ForgetfulLog(real, this::isForgotten);
    }

    private boolean isForgotten(Change change) {
        RowName row = Places.of(change);
        return row != null
                && !Schema.isInternal(row.table())
                && changes.incrementAndGet() % CHANGES_BETWEEN == 0;
    }
}
