package dev.syncdb.lab.plant;

import dev.syncdb.change.Change;
import dev.syncdb.server.log.CommitLog;
import dev.syncdb.testkit.fault.Sabotage;
import dev.syncdb.testkit.log.ForgetfulLog;

/**
 * A server that keeps the number of a client's last transaction in memory only: after a restart it
 * judges again.
 */
final class NumberForgotten implements Sabotage {
    private static final String CLIENTS = "syncdb_clients";

    @Override
    public CommitLog log(CommitLog real) {
        return new ForgetfulLog(real, NumberForgotten::isProgress);
    }

    private static boolean isProgress(Change change) {
        return change instanceof Change.Update update && update.row().table().equals(CLIENTS);
    }
}
