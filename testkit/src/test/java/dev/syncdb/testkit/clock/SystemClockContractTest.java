package dev.syncdb.testkit.clock;

import dev.syncdb.SystemClock;
import dev.syncdb.clock.Clock;

final class SystemClockContractTest extends ClockContract {
    @Override
    protected Clock newClock() {
        return new SystemClock();
    }
}
