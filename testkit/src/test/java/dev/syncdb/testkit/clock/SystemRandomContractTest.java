package dev.syncdb.testkit.clock;

import dev.syncdb.SystemRandom;
import dev.syncdb.clock.RandomSource;

final class SystemRandomContractTest extends RandomSourceContract {
    @Override
    protected RandomSource newSource() {
        return new SystemRandom();
    }
}
