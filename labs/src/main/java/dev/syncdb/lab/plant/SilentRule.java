package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.schema.Schema;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.log.ForgetfulLog;

/** A merge rule that drops what gives way: of that nothing is written down. */
final class SilentRule implements Sabotage {
    @Override
    public CommitLog log(CommitLog real) {
        return new ForgetfulLog(real, SilentRule::isRecord);
    }

    private static boolean isRecord(Change change) {
        return change instanceof Change.Insert insert
                && Schema.isLedger(insert.row().table());
    }
}
