package dev.syncdb.testkit.clock;

import dev.syncdb.clock.TimeLimit;

final class FakeTimeLimitTest extends TimeLimitContract {
    private final VirtualTime time = new VirtualTime();

    @Override
    protected TimeLimit newLimit() {
        return new FakeTimeLimit(time);
    }

    @Override
    protected void hang(long millis) {
        time.advanceTo(time.millis() + millis + 1);
    }
}
